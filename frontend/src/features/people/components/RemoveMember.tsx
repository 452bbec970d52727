import { isProblem } from '@/api/problem'
import type { Hub, Member } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { useDesk } from '@/shared/i18n/desk'
import { useRemoveMember } from '../api/people'

interface Props {
  hub: Hub
  member: Member
  onClose: () => void
  onDone: () => void
}

export function RemoveMember({ hub, member, onClose, onDone }: Props) {
  const { people: t, common } = useDesk()
  const remove = useRemoveMember()
  const clash = isProblem(remove.error, 412)
  return (
    <Confirm
      title={t.removeOf(member.name)}
      text={clash ? common.changedMeanwhile : t.removeAsk(member.name)}
      yes={t.removeYes}
      danger
      pending={remove.isPending}
      error={clash ? null : remove.error}
      onYes={() => remove.mutate({ hub, userId: member.user_id }, { onSuccess: onDone })}
      onClose={onClose}
    />
  )
}
