import { useState } from 'react'
import type { Institution } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { CheckField, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { search } from '../model/pasted'
import classes from './Desk.module.css'

interface Props {
  institutions: Institution[]
  /** Ids. */
  chosen: string[]
  onChange: (chosen: string[]) => void
}

const most = 8

export function InviteSearch({ institutions, chosen, onChange }: Props) {
  const { events } = useDesk()
  const t = events.invite
  const [q, setQ] = useState('')
  const typed = q.trim().length > 1
  const found = typed ? search(q, institutions).slice(0, most) : []
  const picked = institutions.filter(
    ({ id }) => chosen.includes(id) && !found.some((one) => one.id === id),
  )
  return (
    <div
      onKeyDown={(event) => {
        // It would invite.
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement)
          event.preventDefault()
      }}
    >
      <TextField id="invite-search" type="search" label={t.search} value={q} onChange={setQ} />
      {(found.length > 0 || picked.length > 0) && (
        <fieldset className={classes.results}>
          <legend className={desk.legend}>{found.length > 0 ? t.found : t.chosen}</legend>
          {[...found, ...picked].map(({ id, name, code }) => (
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
      )}
      <p role="status">{typed && found.length === 0 && t.none}</p>
    </div>
  )
}
