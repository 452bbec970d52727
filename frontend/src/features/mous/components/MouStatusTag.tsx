import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import type { IconName } from '@/shared/ui/Icon'
import { Tag, type Tone } from '@/shared/ui/Tag'
import { standing, type Force, type Standing } from '../model/force'

const looks: Record<Standing, [Tone, IconName?]> = {
  draft: ['plain'],
  in_review: ['accent'],
  ready_to_sign: ['accent'],
  partially_signed: ['note'],
  to_come: ['note'],
  in_force: ['good', 'continuing'],
  expired: ['warn', 'warning'],
  terminated: ['bad', 'stopped'],
  superseded: ['plain'],
  cancelled: ['bad', 'stopped'],
}

export function MouStatusTag({ mou }: { mou: Force }) {
  const [tone, icon] = looks[standing(mou)]
  return (
    <Tag tone={tone} icon={icon}>
      {useStanding()(mou)}
    </Tag>
  )
}

/** How an MoU stands, in words. */
function useStanding() {
  const { mous: t } = useT()
  const format = useFormat()
  return (mou: Force) => {
    const now = standing(mou)
    if (now === 'in_force') return t.inForce
    return now === 'to_come' ? t.inForceFrom(format.date(mou.starts_on)) : t.statuses[now]
  }
}
