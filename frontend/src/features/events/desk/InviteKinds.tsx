import type { Institution, InstitutionKind } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { CheckField } from '@/shared/desk/Field'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { institutionKinds } from '@/shared/vocabulary/institutionKinds'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './Desk.module.css'

interface Props {
  institutions: Institution[]
  chosen: InstitutionKind[]
  onChange: (chosen: InstitutionKind[]) => void
}

export function InviteKinds({ institutions, chosen, onChange }: Props) {
  const { events } = useDesk()
  const t = events.invite
  const format = useFormat()
  const { label } = useVocabulary()
  const counted = institutionKinds
    .map((kind) => ({ kind, count: institutions.filter((one) => one.kind === kind).length }))
    .filter(({ count }) => count > 0)
  if (counted.length === 0) return null
  return (
    <fieldset>
      <legend className={desk.legend}>{t.kinds}</legend>
      <div className={classes.kinds}>
        {counted.map(({ kind, count }) => (
          <CheckField
            key={kind}
            label={t.kind(label('institution_kinds', kind), format.number(count))}
            checked={chosen.includes(kind)}
            onChange={(checked) =>
              onChange(checked ? [...chosen, kind] : chosen.filter((one) => one !== kind))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
