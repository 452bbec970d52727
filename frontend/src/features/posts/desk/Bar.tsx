import { may, nextSteps } from '@/api/allowed'
import type { Post, PostStatus } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { Steps, type StepWords } from '@/shared/desk/Steps'
import { useFormat } from '@/shared/format/useFormat'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { useMovePost } from '../api/changes'
import { useReading } from '../words/useReading'
import { useWriting } from '../words/useWriting'
import { DeletePost } from './DeletePost'
import { Lock } from './Lock'
import { Report } from './Report'

/** At the top of a post: what the server lets this reader do with it. */
export default function Bar({ post }: { post: Post }) {
  const reading = useReading()
  const t = useWriting()
  const take = useMovePost(post)
  const words = useStepWords(post)
  const insider = may(post, 'update') || may(post, 'moderate')
  return (
    <section className={desk.actions} aria-label={reading.actions} data-screen-only>
      <div className={desk.buttons}>
        {may(post, 'update') && (
          <ButtonLink to="/posts/$slug/edit" params={{ slug: post.id }} variant="default" size="md">
            {t.edit}
          </ButtonLink>
        )}
        {/* Without a time to come there is nothing to schedule: the editor asks for it. */}
        <Steps
          name={`post.${post.id}.${post.version}`}
          steps={nextSteps(post).filter((to) => to !== 'scheduled' || post.publish_at)}
          words={words}
          take={take}
        />
        {may(post, 'lock') && <Lock post={post} />}
        {may(post, 'delete') && <DeletePost post={post} />}
        {may(post, 'appeal') && <Report subject={{ post_id: post.id }} appeal />}
        {insider && (
          <ButtonLink
            to="/posts/$slug/history"
            params={{ slug: post.id }}
            variant="subtle"
            size="md"
          >
            {t.history}
          </ButtonLink>
        )}
      </div>
    </section>
  )
}

function useStepWords(post: Post) {
  const t = useWriting()
  const format = useFormat()
  return (to: PostStatus): StepWords => {
    const shown = to === 'published' && post.status === 'hidden'
    const ask =
      to === 'scheduled'
        ? t.ask.scheduled(post.publish_at ? format.dateTime(post.publish_at) : '–')
        : t.ask[shown ? 'shown' : to]
    return {
      name: t.moves[shown ? 'shown' : to],
      done: t.done[to],
      ask,
      note: to === 'hidden' ? { label: t.hideReason, missing: t.hideMissing } : undefined,
      variant:
        to === 'hidden' || to === 'archived' ? 'danger' : to === 'draft' ? 'default' : 'filled',
    }
  }
}
