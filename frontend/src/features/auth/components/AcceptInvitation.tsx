import { useNavigate } from '@tanstack/react-router'
import { isProblem } from '@/api/problem'
import { useDesk } from '@/shared/i18n/desk'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useAcceptInvitation, useReceivedInvitation } from '../api/entry'
import { EntryDone } from './EntryDone'
import { Invited } from './Invited'
import classes from './Login.module.css'

/** Where the link of an invitation leads. */
export function AcceptInvitation({ token }: { token: string }) {
  const { entry: t } = useDesk()
  return (
    <div className={`container ${classes.page ?? ''}`}>
      <PageHeading title={t.inviteTitle} />
      {token === '' ? <Notice tone="warn">{t.noToken}</Notice> : <Received token={token} />}
    </div>
  )
}

function Received({ token }: { token: string }) {
  const { entry: t } = useDesk()
  const navigate = useNavigate()
  const accept = useAcceptInvitation()
  const unused = accept.isIdle || accept.isError
  const { data, error } = useReceivedInvitation(token, unused)

  if (accept.data === false) return <EntryDone text={t.inviteDone} />
  if (isProblem(error, 404)) return <Notice tone="bad">{t.badInvite}</Notice>
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={5} height={48} />
  return (
    <Invited
      invitation={data}
      accepting={accept}
      onAccept={(form) =>
        accept.mutate(
          { token, ...form },
          { onSuccess: (signedIn) => signedIn && void navigate({ to: '/work', replace: true }) },
        )
      }
    />
  )
}
