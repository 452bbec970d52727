import { useState } from 'react'
import { may } from '@/api/allowed'
import type { Mou } from '@/api/types'
import { MarkdownField } from '@/shared/desk/MarkdownField'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { RichText } from '@/shared/ui/RichText'
import { Section } from '@/shared/ui/Section'
import { useComment } from '../api/changes'
import { useMouComments } from '../api/mou'
import classes from './Desk.module.css'
import { Refused } from './DocumentBox'

export function Comments({ mou }: { mou: Mou }) {
  const { mous } = useDesk()
  const t = mous.comments
  const format = useFormat()
  const { data, error } = useMouComments(mou.id)
  return (
    <Section title={t.title} lead={t.lead}>
      <div className={classes.box}>
        {error && !data && <Failure error={error} />}
        {!data && !error && <Lines count={2} height={60} />}
        {data?.items.length === 0 && <p>{t.empty}</p>}
        {data && data.items.length > 0 && (
          <ul className={classes.comments}>
            {data.items.map(({ id, author, created_at, body_html }) => (
              <li key={id} className={classes.comment}>
                <p className={classes.meta}>
                  <strong>{author.name}</strong>
                  <time dateTime={created_at}>{format.dateTime(created_at)}</time>
                </p>
                <RichText html={body_html} />
              </li>
            ))}
          </ul>
        )}
        {may(mou, 'comment') && <Write id={mou.id} />}
      </div>
    </Section>
  )
}

const limit = 5000

function Write({ id }: { id: string }) {
  const { mous } = useDesk()
  const t = mous.comments
  const [text, setText] = useState('')
  const comment = useComment(id)
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault()
        const body = text.trim()
        if (body && !comment.isPending) comment.mutate({ body }, { onSuccess: () => setText('') })
      }}
    >
      <MarkdownField id="comment" label={t.write} value={text} limit={limit} onChange={setText} />
      <Refused error={comment.error} />
      <div>
        <Button type="submit" size="md" loading={comment.isPending}>
          {t.send}
        </Button>
      </div>
    </form>
  )
}
