import { useState } from 'react'
import desk from '@/shared/desk/Desk.module.css'
import { CheckField, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { useInstitutions } from '@/shared/institutions/institutions'

interface Props {
  /** Ids. */
  chosen: string[]
  onChange: (chosen: string[]) => void
}

const most = 8

/** Further parties: rare, so they are searched for. */
export function OtherParties({ chosen, onChange }: Props) {
  const { mous } = useDesk()
  const t = mous.form
  const { data: institutions = [] } = useInstitutions()
  const [q, setQ] = useState('')
  const words = q.trim().toLowerCase()
  const found =
    words.length > 1
      ? institutions
          .filter(({ name, code }) => `${name} ${code}`.toLowerCase().includes(words))
          .slice(0, most)
      : []
  const shown = [
    ...institutions.filter(({ id }) => chosen.includes(id) && !found.some((one) => one.id === id)),
    ...found,
  ]
  return (
    <fieldset>
      <legend className={desk.legend}>{t.parties}</legend>
      <p>{t.partiesHint}</p>
      <TextField id="mou-others" type="search" label={t.partySearch} value={q} onChange={setQ} />
      {shown.map(({ id, name, code }) => (
        <CheckField
          key={id}
          label={name}
          hint={code}
          checked={chosen.includes(id)}
          onChange={(checked) =>
            onChange(checked ? [...chosen, id] : chosen.filter((one) => one !== id))
          }
        />
      ))}
    </fieldset>
  )
}
