import { useDesk } from '@/shared/i18n/desk'
import { Tag } from '@/shared/ui/Tag'

export function ActiveTag({ active }: { active: boolean }) {
  const { common } = useDesk()
  return <Tag tone={active ? 'good' : 'plain'}>{active ? common.active : common.inactive}</Tag>
}
