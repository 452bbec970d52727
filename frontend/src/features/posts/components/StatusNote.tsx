import type { Post } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Notice } from '@/shared/ui/Notice'
import { useReading } from '../words/useReading'
import classes from './Post.module.css'

/** Where an unpublished post stands, and why a moderator stepped in. */
export function StatusNote({ post }: { post: Post }) {
  const t = useReading()
  const format = useFormat()
  const { status, publish_at, moderation_note: why } = post
  const text =
    status === 'published'
      ? undefined
      : status === 'scheduled'
        ? t.notes.scheduled(publish_at ? format.dateTime(publish_at) : '–')
        : t.notes[status]
  if (!text && !why) return null
  return (
    <div className={classes.note}>
      <Notice tone={status === 'hidden' || why ? 'warn' : 'info'}>
        {text && <p>{text}</p>}
        {why && (
          <p>
            {t.reason}: <q lang={recordLanguage}>{why}</q>
          </p>
        )}
      </Notice>
    </div>
  )
}
