import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Section } from '@/shared/ui/Section'
import type { usePending } from '../api/waiting'
import classes from '@/shared/desk/Tasks.module.css'

export function Pending({ list: { data, error } }: { list: ReturnType<typeof usePending> }) {
  const { work: t } = useDesk()
  const format = useFormat()
  const all = (
    <ButtonLink to="/invitations" variant="default">
      {t.toInvitations}
    </ButtonLink>
  )
  if (data?.items.length === 0) return null
  return (
    <Section title={t.invitations} lead={t.invitationsLead} action={all}>
      {error && !data && <Failure error={error} />}
      {!data && !error && <Lines count={2} height={72} />}
      {data && (
        <ul className={classes.list}>
          {data.items.map(({ id, name, email, expires_at }) => (
            <li key={id} className={classes.task}>
              <div>
                <span className={classes.title}>{name}</span>
                <p className={classes.facts}>
                  <span>{email}</span>
                  <span>{t.expires(format.date(expires_at))}</span>
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
