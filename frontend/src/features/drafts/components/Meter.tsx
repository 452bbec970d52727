import type { Innovation } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import classes from './StepNav.module.css'

/** How much of what submitting needs the server has. */
export function Meter({ record }: { record: Innovation | undefined }) {
  const { draft: t } = useDesk()
  const percent = record?.completeness ?? 0
  return (
    <div className={classes.meter}>
      <p className={classes.meterHead} aria-hidden="true">
        <span>{t.completeness}</span>
        <span>{percent}%</span>
      </p>
      <div
        className={classes.track}
        role="meter"
        aria-label={t.completeness}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={t.completenessText(percent)}
      >
        <div
          className={classes.bar}
          data-full={percent === 100}
          style={{ inlineSize: `${percent}%` }}
        />
      </div>
    </div>
  )
}
