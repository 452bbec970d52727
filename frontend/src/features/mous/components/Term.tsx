import type { MouSummary } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { daysLeft } from '../model/days'
import classes from './Mous.module.css'

/** From when to when, and how long still. */
export function Term({ mou }: { mou: Pick<MouSummary, 'starts_on' | 'ends_on' | 'in_force'> }) {
  const { mous: t } = useT()
  const format = useFormat()
  const left = daysLeft(mou.ends_on)
  return (
    <>
      {t.until(format.date(mou.starts_on), format.date(mou.ends_on))}
      {mou.in_force && left >= 0 && (
        <span className={classes.left} data-soon={left <= 180}>
          {left === 0 ? t.lastDay : t.daysLeft(format.number(left))}
        </span>
      )}
    </>
  )
}
