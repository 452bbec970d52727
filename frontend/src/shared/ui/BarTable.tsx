import type { ReactNode } from 'react'
import { scaleTop } from '../format/scale'
import { useFormat } from '../format/useFormat'
import classes from './BarTable.module.css'

interface Row {
  key: string
  label: ReactNode
  value: number
}

interface Props {
  caption: string
  captionHidden?: boolean
  columns: [label: string, value: string]
  rows: Row[]
}

/** A bar chart that is its own table: the bars only underline the numbers. */
export function BarTable({ caption, captionHidden, columns, rows }: Props) {
  const format = useFormat()
  const top = scaleTop(rows.map((row) => row.value))
  return (
    <table className={classes.table}>
      <caption className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{columns[0]}</th>
          <th scope="col">{columns[1]}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            <td>
              <span className={classes.bar} style={{ inlineSize: `${(row.value / top) * 100}%` }} />
              <span className={classes.value}>{format.number(row.value)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
