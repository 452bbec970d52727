import type { ReactNode } from 'react'
import classes from './DataTable.module.css'
import { followOverflow, frameClass } from './scrollFrame'

export interface Column<T> {
  title: string
  cell: (row: T) => ReactNode
}

export interface TableProps<T> {
  caption: string
  /** The first one names its row. */
  columns: Column<T>[]
}

interface Props<T> extends TableProps<T> {
  rows: readonly T[]
  rowKey: (row: T) => string
}

const follow = (frame: HTMLElement | null) => (frame ? followOverflow(frame) : undefined)

/**
 * A table, whose rows are cards on a phone. It has its roles written out: cells that are not laid
 * out as a table would lose them.
 */
export function DataTable<T>({ caption, columns, rows, rowKey }: Props<T>) {
  return (
    <div
      ref={follow}
      className={`${frameClass} ${classes.frame ?? ''}`}
      role="group"
      aria-label={caption}
    >
      <table className={classes.table} role="table">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ title }) => (
              <th key={title} scope="col" role="columnheader">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Row key={rowKey(row)} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row<T>({ row, columns: [name, ...rest] }: { row: T; columns: Column<T>[] }) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {name?.cell(row)}
      </th>
      {rest.map(({ title, cell }) => (
        <td key={title} role="cell" data-label={title}>
          <div>{cell(row)}</div>
        </td>
      ))}
    </tr>
  )
}
