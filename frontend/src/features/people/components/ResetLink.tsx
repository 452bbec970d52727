import { Confirm } from '@/shared/desk/Confirm'
import { Secret } from '@/shared/desk/Secret'
import { useDesk } from '@/shared/i18n/desk'
import { useResetLink } from '../api/people'

interface Props {
  userId: string
  name: string
  onClose: () => void
}

/** Makes a link for a new password and shows it, once. */
export function ResetLink({ userId, name, onClose }: Props) {
  const { people: t, common } = useDesk()
  const reset = useResetLink()
  const link = reset.data?.url
  return (
    <Confirm
      title={t.resetLinkOf(name)}
      text={link && <Secret text={t.resetReady(name)} label={t.link} value={link} />}
      yes={link ? common.close : t.resetLink}
      pending={reset.isPending}
      error={reset.error}
      onYes={() => (link ? onClose() : reset.mutate(userId))}
      onClose={onClose}
    />
  )
}
