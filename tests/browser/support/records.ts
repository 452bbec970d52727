import { randomUUID } from 'node:crypto'
import { expect, type APIRequestContext } from '@playwright/test'
import { password } from './test.ts'

export const innovator = 'innovator.kkp@jipp.example'
export const manager = 'manager.kkp@jipp.example'
export const signatory = 'signatory.kkp@jipp.example'
export const reviewer = 'reviewer@jipp.example'
export const admin = 'admin@jipp.example'

export interface Made {
  id: string
  slug: string
  title: string
  version: number
}

/** The API as one person uses it, to bring about what a page is to show. */
export class Person {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly token: string,
    readonly user: { id: string; institution: { id: string; code: string } | null },
  ) {}

  static async signIn(request: APIRequestContext, email: string): Promise<Person> {
    const response = await request.post('/api/v1/auth/login', { data: { email, password } })
    expect(response.status(), email).toBe(200)
    const { access_token, user } = (await response.json()) as {
      access_token: string
      user: Person['user']
    }
    return new Person(request, access_token, user)
  }

  async send<T>(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    path: string,
    data?: unknown,
    etag?: string,
  ) {
    const response = await this.request.fetch(`/api/v1${path}`, {
      method,
      ...(data === undefined ? {} : { data }),
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(etag ? { 'If-Match': etag } : {}),
      },
    })
    expect(response.ok(), `${method} ${path}: ${await response.text()}`).toBe(true)
    return (await response.json()) as T
  }

  async hub(): Promise<{ id: string; slug: string }> {
    const code = this.user.institution?.code ?? ''
    const { hub } = await this.send<{ hub: { id: string; slug: string } }>(
      'GET',
      `/institutions/${code}`,
    )
    return hub
  }

  async draft(title: string, rest: object = {}): Promise<Made> {
    const { id } = await this.hub()
    return this.send('POST', '/innovations', { title, hub_id: id, ...rest })
  }

  /** Signs out everywhere. */
  async end() {
    const response = await this.request.delete('/api/v1/me/sessions', {
      headers: { Authorization: `Bearer ${this.token}` },
    })
    expect(response.status()).toBe(204)
  }

  async remove({ id, version }: Made) {
    const response = await this.request.delete(`/api/v1/innovations/${id}`, {
      headers: { Authorization: `Bearer ${this.token}`, 'If-Match': `"${version}"` },
    })
    expect(response.status()).toBe(204)
  }

  move({ id }: Made, to: string, note?: string): Promise<Made> {
    return this.send('POST', `/innovations/${id}/transitions`, { to, ...(note ? { note } : {}) })
  }
}

export interface MadeEvent {
  id: string
  title: string
  version: number
  status: string
  check_in_url: string
  participants: { institution_id: string; institution: { code: string; name: string } }[]
}

const day = 86_400_000
const inDays = (days: number, hours: number) =>
  new Date(Math.floor(Date.now() / day) * day + days * day + hours * 3_600_000).toISOString()

const hour = 3_600_000

/** What takes place now: it can be held, and participants check in. */
export const takingPlace = {
  starts_at: new Date(Date.now() - hour).toISOString(),
  ends_at: new Date(Date.now() + 3 * hour).toISOString(),
}

/** An event of the person's institution, next week unless it says otherwise. */
export const planEvent = (by: Person, title: string, rest: object = {}) =>
  by.send<MadeEvent>('POST', '/events', {
    kind: 'fgd',
    title,
    starts_at: inDays(7, 2),
    ends_at: inDays(7, 5),
    venue: 'Jakarta',
    agenda: '1. Pembukaan\n2. **Diskusi** kesiapan hub\n3. Pernyataan tiap instansi',
    ...rest,
  })

export async function inviteTo(by: Person, { id }: { id: string }, ...codes: string[]) {
  const found = await Promise.all(
    codes.map((code) => by.send<{ id: string }>('GET', `/institutions/${code}`)),
  )
  const institution_ids = found.map((one) => one.id)
  return by.send<MadeEvent>('POST', `/events/${id}/invitations`, { institution_ids })
}

export const moveEvent = (by: Person, { id }: { id: string }, to: string) =>
  by.send<MadeEvent>('POST', `/events/${id}/transitions`, { to })

/** Lets an event begin now, whenever it was to. */
export async function begin(by: Person, id: string) {
  const { version } = await by.send<MadeEvent>('GET', `/events/${id}`)
  return by.send<MadeEvent>('PATCH', `/events/${id}`, takingPlace, `"${version}"`)
}

/** Every field that submitting needs, but for title and hub. */
export const complete = {
  unit_name: 'Pelabuhan Perikanan Contoh',
  sector: 'fisheries',
  category: 'inclusive_service',
  summary: 'Nelayan menerima kabar cuaca dan harga ikan sebelum berangkat melaut.',
  background: 'Nelayan kecil berangkat tanpa kabar cuaca.',
  objectives: 'Nelayan berangkat dengan aman dan menjual dengan harga yang adil.',
  novelty: 'Kabar datang dalam bahasa daerah lewat pesan singkat.',
  effectiveness: 'Kecelakaan laut turun separuh dalam setahun.',
  benefit: 'Pendapatan nelayan naik dan keluarga lebih tenang.',
  transferability: 'Panduan dan naskah pesan dapat diunduh.',
  sustainability_plan: 'Biayanya masuk anggaran rutin pelabuhan.',
}

/** Titles must not meet those of other tests on the same server. */
export const newTitle = (words: string) => `${words} ${randomUUID().slice(0, 8)}`
