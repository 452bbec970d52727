import { useState, type ReactNode } from 'react'
import type { Participant } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import classes from './Desk.module.css'

interface Props {
  participants: Participant[]
  account: (institution: Participant['institution']) => ReactNode
}

/** Who was just invited as an institution may still need people who can answer. */
export function InvitePeople({ participants, account }: Props) {
  const { events } = useDesk()
  const t = events.invite
  const offered = participants.filter(({ institution }) => account(institution) !== null)
  if (offered.length === 0) return null
  return (
    <section className={classes.people} aria-labelledby="invite-people">
      <h3 id="invite-people">{t.people}</h3>
      <p>{t.peopleLead}</p>
      {offered.map(({ institution }) => (
        <Accounts key={institution.id} institution={institution} account={account} />
      ))}
    </section>
  )
}

interface AccountsProps {
  institution: Participant['institution']
  account: Props['account']
}

export function Accounts({ institution, account }: AccountsProps) {
  const { events } = useDesk()
  const [open, setOpen] = useState(false)
  const content = account(institution)
  if (content === null) return null
  return (
    <details onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
      <summary>{events.invite.peopleOf(institution.short_name)}</summary>
      {open && <div className={classes.accounts}>{content}</div>}
    </details>
  )
}
