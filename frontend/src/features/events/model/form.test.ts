import { describe, expect, it } from 'vitest'
import { check } from './check'
import { begin, bodyOf, emptyForm, follow, formOf, patchOf, rebase, take, type Wire } from './form'

const event: Wire = {
  kind: 'fgd',
  title: 'FGD Hub',
  starts_at: '2026-12-01T02:00:00.000Z',
  ends_at: '2026-12-01T05:00:00.000Z',
  venue: 'Jakarta',
  online_url: null,
  agenda: 'Satu',
  minutes: null,
}

describe('form', () => {
  it('shows times by the clocks of a zone and sends instants', () => {
    const form = formOf(event, 'WITA')
    expect([form.starts_day, form.starts_time, form.ends_time]).toEqual([
      '2026-12-01',
      '10:00',
      '13:00',
    ])
    expect(bodyOf(form)).toEqual(event)
    expect(bodyOf({ ...form, ends_day: '', hub_formation: true })).toEqual({
      ...event,
      hub_formation: true,
    })
  })

  it('sends only what was changed', () => {
    const form = formOf(event, 'WIB')
    expect(patchOf(event, form)).toEqual({})
    expect(patchOf(event, { ...form, venue: ' ', ends_time: '13:00' })).toEqual({
      venue: null,
      ends_at: '2026-12-01T06:00:00.000Z',
    })
    // Another zone alone changes nothing.
    expect(patchOf(event, formOf(event, 'WIT'))).toEqual({})
  })

  it('follows what others change, and keeps what was typed', () => {
    const typed = { ...formOf(event, 'WIB'), agenda: 'Dua', title: 'FGD Hub JIPP' }
    const theirs = { ...event, agenda: 'Tiga', venue: 'Bandung', title: 'FGD Hub JIPP' }
    const { form, clashes } = rebase(event, typed, theirs)
    expect(form).toMatchObject({ agenda: 'Dua', venue: 'Bandung', title: 'FGD Hub JIPP' })
    expect(clashes).toEqual(['agenda'])
    expect(patchOf(theirs, form)).toEqual({ agenda: 'Dua' })
    expect(take(form, theirs, ['agenda']).agenda).toBe('Tiga')
  })
})

describe('editing', () => {
  it('goes on from what the server has now, and remembers what nobody looked at', () => {
    const record = { ...event, version: 3, hub_formation: true }
    const begun = begin(record, 'WIB')
    const typed = { ...begun, form: { ...begun.form, minutes: 'Sebelas setuju.' } }
    const first = follow(typed, { ...record, version: 4, minutes: 'Rapat dibuka.' })
    expect(first).toMatchObject({ version: 4, clashes: ['minutes'] })
    const second = follow(first, {
      ...record,
      version: 5,
      minutes: 'Rapat dibuka.',
      venue: 'Bogor',
    })
    expect(second.clashes).toEqual(['minutes'])
    expect(second.form).toMatchObject({ minutes: 'Sebelas setuju.', venue: 'Bogor' })
  })
})

describe('check', () => {
  it('asks for title and day', () => {
    expect(check(emptyForm('WIB'))).toEqual({ title: 'required', starts_day: 'required' })
  })

  it('knows the limits, addresses and the order of times', () => {
    const form = { ...formOf(event, 'WIB'), title: 'x'.repeat(201), online_url: 'zoom.us/j/1' }
    expect(check({ ...form, ends_time: '08:00' })).toEqual({
      title: 'too_long',
      online_url: 'not_an_address',
      ends_day: 'before_start',
    })
    expect(check({ ...formOf(event, 'WIB'), starts_time: '' })).toEqual({ starts_time: 'no_time' })
    expect(check(formOf(event, 'WIB'))).toEqual({})
  })
})
