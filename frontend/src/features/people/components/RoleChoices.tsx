import { useId } from 'react'
import type { Role } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { CheckField, FieldError } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'

export const hubRoles: readonly Role[] = ['innovator', 'hub_manager', 'signatory']
export const allRoles: readonly Role[] = [...hubRoles, 'reviewer', 'admin']

/** Nobody gives themselves the right to sign. */
export const offeredTo = (person: { isOneself: boolean; roles: Role[] }, roles: readonly Role[]) =>
  roles.filter(
    (role) => role !== 'signatory' || !person.isOneself || person.roles.includes('signatory'),
  )

interface Props {
  /** Where the page has several. */
  name?: string
  offered: readonly Role[]
  chosen: Role[]
  error?: string
  onChange: (roles: Role[]) => void
}

export function RoleChoices({ name = 'role', offered, chosen, error, onChange }: Props) {
  const { people: t } = useDesk()
  const { account } = useT()
  const id = useId()
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={desk.legend}>{t.roles}</legend>
      {offered.map((role) => (
        <CheckField
          key={role}
          id={`${name}-${role}`}
          label={account.role[role]}
          hint={t.roleHints[role]}
          checked={chosen.includes(role)}
          onChange={(checked) =>
            onChange(checked ? [...chosen, role] : chosen.filter((one) => one !== role))
          }
        />
      ))}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  )
}
