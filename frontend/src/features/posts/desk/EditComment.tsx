import { useEffect, useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Comment } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { useKept } from '@/shared/desk/useKept'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { useEditComment } from '../api/commenting'
import { useWriting } from '../words/useWriting'
import { CommentField } from './CommentField'
import classes from './Desk.module.css'

interface Props {
  comment: Comment
  onDone: () => void
}

export default function EditComment({ comment, onDone }: Props) {
  const t = useWriting().comment
  const words = useT()
  const kept = useKept(`comment.edit.${comment.id}`, () => comment.body)
  const edit = useEditComment(comment)
  const [empty, setEmpty] = useState(false)
  const id = `edit-${comment.id}`
  const body = kept.value.trim()
  const clash = isProblem(edit.error, 412)
  const refused = isProblem(edit.error, 422) ? edit.error.about('/body') : undefined
  useEffect(() => document.getElementById(id)?.focus(), [id])

  function done() {
    kept.done()
    onDone()
  }

  function save() {
    setEmpty(body === '')
    if (body === '') document.getElementById(id)?.focus()
    else if (body === comment.body) done()
    else if (!edit.isPending) edit.mutate(body, { onSuccess: done })
  }

  return (
    <form
      className={classes.write}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <CommentField
        id={id}
        label={t.editOf}
        value={kept.value}
        error={empty && body === '' ? t.required : refused}
        onChange={(text) => kept.change(() => text)}
      />
      {edit.error && !refused && (
        <Notice tone={clash ? 'warn' : 'bad'} live>
          {clash ? t.changedMeanwhile : explain(edit.error, words).text}
        </Notice>
      )}
      <div className={desk.buttons}>
        <Button type="submit" size="md" loading={edit.isPending}>
          {t.save}
        </Button>
        <Button size="md" variant="subtle" onClick={done}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}
