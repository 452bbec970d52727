import { useState } from 'react'
import type { Account, Innovation } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { Done } from '@/shared/desk/Done'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Section } from '@/shared/ui/Section'
import { useOwners } from '../api/owners'
import { OwnersDialog } from './OwnersDialog'
import classes from './Progress.module.css'

/** Whose innovation it is, for those who may hand it on. */
export function Owners({ record }: { record: Innovation }) {
  const { progress } = useDesk()
  const t = progress.owners
  const { owners, error } = useOwners(record.owner_ids)
  const [open, setOpen] = useState(false)
  const [saved, setSaved] = useState(false)
  if (error) return <Failure error={error} />
  return (
    <Section title={t.title} lead={t.lead}>
      {saved && <Done>{t.saved}</Done>}
      {owners ? <Names owners={owners} /> : <Lines count={record.owner_ids.length} height={28} />}
      <div className={desk.after}>
        <Button variant="default" size="md" onClick={() => setOpen(true)}>
          {t.manage}
        </Button>
      </div>
      {open && (
        <OwnersDialog
          record={record}
          owners={owners}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            setSaved(true)
          }}
        />
      )}
    </Section>
  )
}

function Names({ owners }: { owners: Account[] }) {
  const { progress } = useDesk()
  if (owners.length === 0) return <p>{progress.owners.unknown}</p>
  return (
    <ul className={classes.owners}>
      {owners.map(({ id, name, email }) => (
        <li key={id}>
          {name} <span className={desk.muted}>{email}</span>
        </li>
      ))}
    </ul>
  )
}
