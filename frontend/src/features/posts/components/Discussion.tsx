import { lazy, Suspense } from 'react'
import type { Post } from '@/api/types'
import { Button } from '@/shared/ui/Button'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { Section } from '@/shared/ui/Section'
import { useComments, useExtraComments } from '../api/comments'
import { discussion } from '../model/threads'
import { useReading } from '../words/useReading'
import { AcceptedAnswer } from './AcceptedAnswer'
import classes from './Discussion.module.css'
import { Join } from './Join'
import { ThreadItem } from './ThreadItem'
import { useLinkedComment } from './useLinkedComment'

const WriteComment = lazy(() => import('../desk/WriteComment'))

export function Discussion({ post }: { post: Post }) {
  const { discussion: t } = useReading()
  const list = useComments(post.id)
  const extra = useExtraComments(post.id)
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const paged = data?.pages.flatMap((page) => page.items) ?? []
  const { loaded, apart } = discussion(paged, extra, !hasNextPage)
  const shown = new Set([...paged, ...extra].map(({ id }) => id))
  const missing = useLinkedComment(post.id, shown, data !== undefined)
  if (post.status !== 'published' && post.comment_count === 0 && loaded.length === 0) return null
  const question = post.kind === 'question'
  return (
    <Section title={question ? t.answers : t.title}>
      <div className={classes.discussion}>
        <AcceptedAnswer post={post} />
        {post.locked && <Notice>{t.locked}</Notice>}
        {missing && (
          <Notice tone="warn" live>
            {t.notFound}
          </Notice>
        )}
        {error && !data && <Failure error={error} />}
        {!data && !error && <Lines count={3} height={90} />}
        {data && loaded.length === 0 && <p>{question ? t.emptyQuestion : t.empty}</p>}
        {/* One array: whatever is written in a comment stays when it moves up. */}
        <ol className={classes.threads}>
          {[
            ...loaded.map((thread) => <ThreadItem key={thread.id} thread={thread} post={post} />),
            hasNextPage && (
              <li key="more" className={classes.more} data-screen-only>
                <Button
                  size="md"
                  variant="default"
                  loading={isFetchingNextPage}
                  onClick={() => void fetchNextPage()}
                >
                  {t.more}
                </Button>
                {apart.length > 0 && <span>{t.gap}</span>}
              </li>
            ),
            ...apart.map((thread) => <ThreadItem key={thread.id} thread={thread} post={post} />),
          ]}
        </ol>
        <Join post={post}>
          <Suspense fallback={<Lines count={1} height={160} />}>
            <WriteComment post={post} />
          </Suspense>
        </Join>
      </div>
    </Section>
  )
}
