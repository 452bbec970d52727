import type { MouStatus } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import type { IconName } from '@/shared/ui/Icon'
import { Tag, type Tone } from '@/shared/ui/Tag'

const looks: Record<MouStatus, [Tone, IconName?]> = {
  draft: ['plain'],
  in_review: ['accent'],
  ready_to_sign: ['accent'],
  partially_signed: ['note'],
  signed: ['good', 'continuing'],
  expired: ['warn', 'warning'],
  terminated: ['bad', 'stopped'],
  superseded: ['plain'],
  cancelled: ['bad', 'stopped'],
}

export function MouStatusTag({ status }: { status: MouStatus }) {
  const { mous: t } = useT()
  const [tone, icon] = looks[status]
  return (
    <Tag tone={tone} icon={icon}>
      {t.statuses[status]}
    </Tag>
  )
}
