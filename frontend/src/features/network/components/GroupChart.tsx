import { scaleTop } from '@/shared/format/scale'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { followOverflow, frameClass } from '@/shared/ui/scrollFrame'
import { series, type Counts } from '../model/growth'
import classes from './GroupChart.module.css'

interface Props {
  caption: string
  groups: { key: string; label: string; counts: Counts }[]
}

const follow = (frame: HTMLElement | null) => (frame ? followOverflow(frame) : undefined)
const tallest = 10

/** Columns side by side in groups. The table beside it says the same; here each column has its number. */
export function GroupChart({ caption, groups }: Props) {
  const { growth: t } = useT()
  const format = useFormat()
  const top = scaleTop(groups.flatMap(({ counts }) => Object.values(counts)))
  return (
    <figure className={classes.figure}>
      <ul className={classes.legend} aria-hidden="true">
        {series.map((one) => (
          <li key={one}>
            <span className={classes.swatch} data-series={one} />
            {t.series[one]}
          </li>
        ))}
      </ul>
      <div ref={follow} className={frameClass} role="group" aria-label={caption}>
        <div className={classes.groups} aria-hidden="true">
          {groups.map(({ key, label, counts }) => (
            <div key={key} className={classes.group}>
              <div className={classes.columns}>
                {series.map((one) => (
                  <div key={one} className={classes.column}>
                    <span className={classes.value}>{format.number(counts[one])}</span>
                    <span
                      className={classes.bar}
                      data-series={one}
                      style={{ blockSize: `${(counts[one] / top) * tallest}rem` }}
                    />
                  </div>
                ))}
              </div>
              <span className={classes.label}>{label}</span>
            </div>
          ))}
        </div>
      </div>
    </figure>
  )
}
