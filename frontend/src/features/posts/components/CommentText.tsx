import type { Comment } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { RichText } from '@/shared/ui/RichText'
import { useReading } from '../words/useReading'
import classes from './Discussion.module.css'
import post from './Post.module.css'

/** What it says; or, where that is gone, why. */
export function CommentText({ comment }: { comment: Comment }) {
  const t = useReading()
  const { state, author, body_html: html, moderation_note: why } = comment
  if (state === 'deleted') return <p className={classes.gone}>{t.discussion.deleted}</p>
  return (
    <>
      {state === 'hidden' && (
        <p className={classes.gone}>
          {t.discussion.hidden}{' '}
          {why && (
            <>
              {t.reason}: <q lang={recordLanguage}>{why}</q>
            </>
          )}
        </p>
      )}
      {author && (
        <div className={post.preview}>
          <RichText html={html} />
        </div>
      )}
    </>
  )
}
