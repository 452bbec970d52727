import { useId } from 'react'
import { scaleTop } from '../format/scale'
import { useFormat } from '../format/useFormat'
import { useT } from '../i18n/useT'
import classes from './ColumnChart.module.css'

interface Props {
  caption: string
  columns: [label: string, value: string]
  bars: { label: string; value: number }[]
  /** What the columns leave out. */
  note?: string
}

/** Columns over time; the same numbers stand in the table that opens below. */
export function ColumnChart({ caption, columns, bars, note }: Props) {
  const t = useT()
  const format = useFormat()
  const id = useId()
  const top = scaleTop(bars.map((bar) => bar.value))
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id}>{caption}</figcaption>
      <div className={classes.chart} aria-hidden="true">
        {bars.map((bar) => (
          <div key={bar.label} className={classes.column}>
            <span className={classes.value}>{format.number(bar.value)}</span>
            <span className={classes.bar} style={{ blockSize: `${(bar.value / top) * 7.5}rem` }} />
            <span className={classes.label}>{bar.label}</span>
          </div>
        ))}
      </div>
      {note && <p className={classes.note}>{note}</p>}
      <details className={classes.details}>
        <summary>{t.common.asTable}</summary>
        <table>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{columns[0]}</th>
              <th scope="col">{columns[1]}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label}>
                <th scope="row">{bar.label}</th>
                <td>{format.number(bar.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
