import { useState } from 'react'
import type { User } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { Section } from '@/shared/ui/Section'
import type { Keep } from '../model/keep'
import type { Unsent as Texts } from '../model/open'
import classes from './Conflict.module.css'
import { keepOf } from './keepOf'
import { Side } from './Side'

interface Props {
  user: User
  find: (keep: Keep) => Texts[]
}

/** What was typed on this device and has nowhere to go now: to be copied, or thrown away. */
export function Unsent({ user, find }: Props) {
  const { draft: t } = useDesk()
  const [asking, setAsking] = useState(false)
  const keep = keepOf(user)
  const copies = find(keep)
  if (copies.every(({ fields }) => fields.length === 0)) return null
  return (
    <Section title={t.unsent} lead={t.unsentLead}>
      <div className={classes.conflict}>
        {copies.flatMap(({ key, content, fields }) =>
          fields.map((field) => (
            <div key={key + field} className={classes.field}>
              <h3>{t.fields[field]}</h3>
              <Side content={content} field={field} />
            </div>
          )),
        )}
        <div className={classes.buttons}>
          <Button size="md" variant="default" onClick={() => setAsking(true)}>
            {t.throwAway}
          </Button>
        </div>
      </div>
      {asking && (
        <Confirm
          title={t.throwAway}
          text={t.startOverAsk}
          yes={t.startOverYes}
          danger
          pending={false}
          onYes={() => {
            copies.forEach(({ key }) => keep.forget(key))
            setAsking(false)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  )
}
