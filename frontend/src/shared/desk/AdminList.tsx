import { useState, type ReactNode } from 'react'
import { useDesk } from '../i18n/desk'
import { useT } from '../i18n/useT'
import { Button } from '../ui/Button'
import type { TableProps } from '../ui/DataTable'
import { SearchForm } from '../ui/SearchForm'
import desk from './Desk.module.css'
import { Done } from './Done'
import { PagedTable, type Paged } from './PagedTable'
import { SkipTo } from '../ui/SkipTo'

interface Named {
  id: string
  name: string
}

interface DialogProps<T> {
  onClose: () => void
  onSaved: (record: T) => void
}

interface Props<T extends Named> extends TableProps<T> {
  list: Paged<T>
  onSearch: (q: string | undefined) => void
  /** What the button for a new one says. */
  add: string
  /** Beside the button that changes it. */
  link?: (record: T) => ReactNode
  /** Makes a record, or changes the one that is given. */
  dialog: (record: T | undefined, props: DialogProps<T>) => ReactNode
}

/** Records that admins keep: found, added and changed in one place. */
export function AdminList<T extends Named>(props: Props<T>) {
  const { admin: t, common } = useDesk()
  const words = useT()
  const [edited, setEdited] = useState<T | 'new'>()
  const [saved, setSaved] = useState<string>()
  const action = (record: T) => (
    <div className={desk.line}>
      <Button
        variant="default"
        aria-label={t.editOf(record.name)}
        onClick={() => setEdited(record)}
      >
        {common.edit}
      </Button>
      {props.link?.(record)}
    </div>
  )
  return (
    <>
      <div className={desk.filters}>
        <SearchForm
          label={t.search}
          submit={words.common.search}
          onSearch={(text) => props.onSearch(text || undefined)}
        />
        <Button size="md" onClick={() => setEdited('new')}>
          {props.add}
        </Button>
      </div>
      {saved && <Done>{t.saved(saved)}</Done>}
      <SkipTo name="results">
        <PagedTable
          list={props.list}
          empty={t.empty}
          caption={props.caption}
          columns={[...props.columns, { title: t.action, cell: action }]}
        />
      </SkipTo>
      {edited &&
        props.dialog(edited === 'new' ? undefined : edited, {
          onClose: () => setEdited(undefined),
          onSaved: ({ name }) => {
            setEdited(undefined)
            setSaved(name)
          },
        })}
    </>
  )
}
