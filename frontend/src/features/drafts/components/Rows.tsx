import type { ReactNode } from 'react'
import { useDesk } from '@/shared/i18n/desk'
import { FieldError } from '@/shared/desk/Field'
import { Button } from '@/shared/ui/Button'
import { Icon } from '@/shared/ui/Icon'
import { idOf } from '../model/steps'
import classes from './Rows.module.css'

type ListName = 'indicators' | 'awards' | 'links' | 'team'

interface Props<Row> {
  name: ListName
  rows: Row[]
  blank: Row
  most: number
  error: string | undefined
  onChange: (rows: Row[]) => void
  children: (row: Row, at: string, change: (change: Partial<Row>) => void) => ReactNode
}

/** A list of small forms, one for each indicator, award, link or person. */
export function Rows<Row>({ name, rows, blank, most, error, onChange, children }: Props<Row>) {
  const { draft: t } = useDesk()
  const words = t.rows[name]
  const id = idOf(`/${name}`)
  const focusFirst = (index: number) =>
    requestAnimationFrame(() =>
      document
        .querySelector<HTMLElement>(`#${id} > ol > li:nth-child(${index + 1}) input`)
        ?.focus(),
    )
  return (
    <fieldset id={id} className={classes.rows} tabIndex={-1}>
      <legend>{t.fields[name]}</legend>
      {rows.length === 0 && <p className={classes.empty}>{words.empty}</p>}
      <ol className={classes.list}>
        {rows.map((row, index) => (
          <li key={index} className={classes.row}>
            <div className={classes.rowHead}>
              <strong>
                {words.one} {index + 1}
              </strong>
              <button
                type="button"
                className={classes.remove}
                aria-label={t.remove(words.one, index + 1)}
                onClick={() => {
                  onChange(rows.filter((_, at) => at !== index))
                  document.getElementById(`${id}-add`)?.focus()
                }}
              >
                <Icon name="close" />
              </button>
            </div>
            {children(row, `/${name}/${index}`, (change) =>
              onChange(rows.map((one, at) => (at === index ? { ...one, ...change } : one))),
            )}
          </li>
        ))}
      </ol>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {rows.length < most && (
        <Button
          id={`${id}-add`}
          size="md"
          variant="default"
          onClick={() => {
            onChange([...rows, blank])
            focusFirst(rows.length)
          }}
        >
          {words.add}
        </Button>
      )}
    </fieldset>
  )
}
