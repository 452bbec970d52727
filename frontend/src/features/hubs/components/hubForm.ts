import type { Hub, HubPatch } from '@/api/types'

/** Fields that a hub's manager keeps, and those that only admins do. */
export const profileFields = ['name', 'focus', 'description', 'contact_email'] as const
export const formationFields = ['basis', 'basis_ref', 'formed_year', 'formed_on'] as const
export type HubField = (typeof profileFields)[number] | (typeof formationFields)[number]
export type HubForm = Record<HubField, string>

export const formOf = (hub: Hub): HubForm => ({
  name: hub.name,
  focus: hub.focus ?? '',
  description: hub.description ?? '',
  contact_email: hub.contact_email ?? '',
  basis: hub.basis ?? '',
  basis_ref: hub.basis_ref ?? '',
  formed_year: hub.formed_year ? String(hub.formed_year) : '',
  formed_on: hub.formed_on ?? '',
})

/** Only what changed: a manager may not send what only admins may change. */
export function patchOf(before: HubForm, now: HubForm): HubPatch {
  const changed = Object.entries(now).filter(([name, value]) => before[name as HubField] !== value)
  return Object.fromEntries(
    changed.map(([name, value]) => {
      const text = value.trim()
      if (text === '') return [name, null]
      return [name, name === 'formed_year' ? Number(text) : text]
    }),
  )
}
