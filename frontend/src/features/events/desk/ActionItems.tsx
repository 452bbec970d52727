import { useState } from 'react'
import { may } from '@/api/allowed'
import type { ActionItem, Event } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Button } from '@/shared/ui/Button'
import { DataTable, type Column } from '@/shared/ui/DataTable'
import { Empty } from '@/shared/ui/Empty'
import { Section } from '@/shared/ui/Section'
import { Tag } from '@/shared/ui/Tag'
import { today } from '../model/days'
import { ActionItemDialog } from './ActionItemDialog'
import { ItemDone } from './ItemDone'
import { RemoveItem } from './RemoveItem'

interface Props {
  event: Event
  items: ActionItem[]
}

export function ActionItems({ event, items }: Props) {
  const { events, common } = useDesk()
  const t = events.items
  // By its id: after a clash the dialog goes on from what is there now.
  const [edited, setEdited] = useState<string>()
  const item = items.find(({ id }) => id === edited)
  const runs = may(event, 'action_items')
  const columns = useColumns(event)
  const action: Column<ActionItem> = {
    title: t.action,
    cell: (item) => (
      <div className={desk.line}>
        <Button
          variant="default"
          aria-label={t.changeOf(item.title)}
          onClick={() => setEdited(item.id)}
        >
          {common.edit}
        </Button>
        <RemoveItem event={event} item={item} />
      </div>
    ),
  }
  return (
    <Section
      title={t.title}
      lead={t.lead}
      action={
        runs && (
          <Button size="md" variant="default" onClick={() => setEdited('new')}>
            {t.add}
          </Button>
        )
      }
    >
      {items.length === 0 ? (
        <Empty>{t.empty}</Empty>
      ) : (
        <DataTable
          caption={t.title}
          rows={items}
          rowKey={({ id }) => id}
          columns={runs ? [...columns, action] : columns}
        />
      )}
      {(item ?? edited === 'new') && (
        <ActionItemDialog event={event} item={item} onClose={() => setEdited(undefined)} />
      )}
    </Section>
  )
}

function useColumns(event: Event): Column<ActionItem>[] {
  const { events } = useDesk()
  const t = events.items
  const format = useFormat()
  return [
    { title: t.what, cell: ({ title }) => <span lang={recordLanguage}>{title}</span> },
    { title: t.who, cell: ({ assignee }) => assignee?.name ?? t.nobody },
    {
      title: t.due,
      cell: ({ due_on, done }) =>
        due_on && (
          <>
            <time dateTime={due_on}>{format.date(due_on)}</time>{' '}
            {!done && due_on < today() && (
              <Tag tone="warn" icon="warning">
                {t.late}
              </Tag>
            )}
          </>
        ),
    },
    { title: t.state, cell: (item) => <ItemDone event={event} item={item} /> },
  ]
}
