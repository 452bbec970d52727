import type { User } from '@/api/types'
import { isProblem } from '@/api/problem'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { useSession } from '@/shared/session/useSession'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { explain } from '@/shared/ui/explain'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useEvent } from '../api/event'
import { useCheckIn } from '../api/participants'
import classes from './CheckIn.module.css'

interface Props {
  id: string
  /** From the fragment, which no server and no log ever sees. */
  code: string
}

/** Where the QR code at the door leads. */
export function CheckInPage({ id, code }: Props) {
  const { events } = useT()
  const t = events.checkIn
  const { data, error } = useEvent(id)
  return (
    <div className="container">
      <PageHeading
        title={t.title}
        // Its line is kept while it loads: a button that moves is missed by the finger.
        lead={<span lang={recordLanguage}>{data?.title ?? '\u00a0'}</span>}
        crumbs={[{ label: events.title, to: '/events' }]}
      />
      <div className={classes.steps}>
        {error && !data ? <Failure error={error} /> : <Steps id={id} code={code} />}
        <ButtonLink to="/events/$id" params={{ id }} variant="subtle">
          {t.toEvent}
        </ButtonLink>
      </div>
    </div>
  )
}

function Steps({ id, code }: Props) {
  const { events } = useT()
  const t = events.checkIn
  const session = useSession()
  if (code === '') return <Notice tone="warn">{t.noCode}</Notice>
  if (session.status === 'restoring') return <Lines count={2} height={48} />
  if (session.status === 'signed-in')
    return <Confirm key={code} id={id} code={code} user={session.user} />
  return (
    <>
      <p>{t.lead}</p>
      <ButtonLink to="/login" search={{ next: `/events/${id}/check-in` }} hash={code} size="lg">
        {t.signIn}
      </ButtonLink>
      <p>{t.signInHint}</p>
    </>
  )
}

function Confirm({ id, code, user: { institution } }: Props & { user: User }) {
  const words = useT()
  const t = words.events.checkIn
  const checkIn = useCheckIn(id)
  if (!institution) return <Notice tone="warn">{t.noInstitution}</Notice>
  const { name } = institution
  if (checkIn.isSuccess) {
    return (
      <Notice tone="good" live>
        {t.done(name)}
      </Notice>
    )
  }
  const { error } = checkIn
  return (
    <>
      <p>{t.lead}</p>
      <Button size="lg" loading={checkIn.isPending} onClick={() => checkIn.mutate(code)}>
        {t.confirm(name)}
      </Button>
      {error && (
        <Notice tone="bad" live>
          {isProblem(error, 422)
            ? t.badCode
            : isProblem(error, 403)
              ? t.notInvited(name)
              : explain(error, words).text}
        </Notice>
      )}
    </>
  )
}
