import { Confirm } from '@/shared/desk/Confirm'
import { Secret } from '@/shared/desk/Secret'
import { useDesk } from '@/shared/i18n/desk'
import { useResetLink } from '../api/people'

interface Props {
  userId: string
  name: string
  onClose: () => void
}

/** Makes a link for a new password and shows it, once, unless it goes by email alone. */
export function ResetLink({ userId, name, onClose }: Props) {
  const { people: t, common } = useDesk()
  const reset = useResetLink()
  const made = reset.data
  return (
    <Confirm
      title={t.resetLinkOf(name)}
      text={made && <Made name={name} link={made.url} />}
      yes={made ? common.close : t.resetLink}
      pending={reset.isPending}
      error={reset.error}
      onYes={() => (made ? onClose() : reset.mutate(userId))}
      onClose={onClose}
    />
  )
}

function Made({ name, link }: { name: string; link: string | null | undefined }) {
  const { people: t } = useDesk()
  if (!link) return <p role="status">{t.resetMailed(name)}</p>
  return <Secret text={t.resetReady(name)} label={t.link} value={link} />
}
