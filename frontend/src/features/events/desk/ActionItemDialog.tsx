import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { ActionItem, ActionItemNew, Event } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import desk from '@/shared/desk/Desk.module.css'
import { TextField } from '@/shared/desk/Field'
import { length } from '@/shared/desk/length'
import { useKept } from '@/shared/desk/useKept'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useAddActionItem, useSaveActionItem } from '../api/actionItems'
import { Assignee } from './Assignee'

interface Props {
  event: Event
  /** None: a new one. */
  item: ActionItem | undefined
  onClose: () => void
}

const limit = 500

const formOf = (item: ActionItem | undefined) => ({
  title: item?.title ?? '',
  assignee: item?.assignee ?? null,
  due_on: item?.due_on ?? '',
})

export function ActionItemDialog({ event, item, onClose }: Props) {
  const { events, common } = useDesk()
  const t = events.items
  const form = useKept(`event.${event.id}.item.${item?.id ?? 'new'}`, () => formOf(item))
  const add = useAddActionItem(event)
  const save = useSaveActionItem(event)
  const [checked, setChecked] = useState(false)
  const { title, assignee, due_on } = form.value
  const { isPending, error } = item ? save : add
  const refused = isProblem(error, 422) ? error : undefined
  const clash = isProblem(error, 412)
  const fault =
    checked && title.trim() === ''
      ? events.form.faults.required
      : length(title.trim()) > limit
        ? events.form.faults.too_long
        : refused?.about('/title')

  function submit() {
    setChecked(true)
    if (title.trim() === '' || length(title.trim()) > limit) return
    const body: ActionItemNew = {
      title: title.trim(),
      assignee_id: assignee?.id ?? null,
      due_on: due_on || null,
    }
    const onSuccess = () => {
      form.done()
      onClose()
    }
    // After a clash the list behind shows what is there now: then what was typed here counts.
    if (item) save.mutate({ before: item, patch: body }, { onSuccess })
    else add.mutate(body, { onSuccess })
  }

  return (
    <Confirm
      title={item ? t.change : t.add}
      text={
        <div className={desk.form}>
          {clash && <p role="alert">{common.changedMeanwhile}</p>}
          <TextField
            id="item-title"
            label={t.what}
            value={title}
            limit={limit}
            lang={recordLanguage}
            error={fault}
            onChange={(text) => form.change((all) => ({ ...all, title: text }))}
          />
          <Assignee
            chosen={assignee}
            error={refused?.about('/assignee_id')}
            onChange={(person) => form.change((all) => ({ ...all, assignee: person }))}
          />
          <TextField
            id="item-due"
            type="date"
            label={t.due}
            optional
            value={due_on}
            error={refused?.about('/due_on')}
            onChange={(day) => form.change((all) => ({ ...all, due_on: day }))}
          />
        </div>
      }
      yes={common.save}
      pending={isPending}
      error={refused || clash ? null : error}
      onYes={submit}
      onClose={onClose}
    />
  )
}
