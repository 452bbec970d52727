import { lazy, Suspense } from 'react'
import { may } from '@/api/allowed'
import type { Post } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { WithAside } from '@/shared/ui/Aside'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { RichText } from '@/shared/ui/RichText'
import { usePost } from '../api/post'
import { useReading } from '../words/useReading'
import { Byline } from './Byline'
import { Discussion } from './Discussion'
import classes from './Post.module.css'
import { PostAside } from './PostAside'
import { Reactions } from './Reactions'
import { StatusNote } from './StatusNote'

// Visitors never fetch what they may not do.
const Bar = lazy(() => import('../desk/Bar'))
const Report = lazy(() => import('../desk/Report'))

export function PostView({ handle }: { handle: string }) {
  const { data, error } = usePost(handle)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={6} />
  return <Shown post={data} />
}

function Shown({ post }: { post: Post }) {
  const t = useReading()
  const { title, allowed_actions: actions, cover_url: cover, video_url: video } = post
  return (
    <div className="container">
      <PageHeading title={title} crumbs={[{ label: t.title, to: '/posts' }]} lang={recordLanguage}>
        <Byline post={post} />
      </PageHeading>
      <StatusNote post={post} />
      {actions && actions.some((action) => !outside.includes(action)) && (
        <Suspense fallback={<Lines count={1} height={44} />}>
          <Bar post={post} />
        </Suspense>
      )}
      <WithAside>
        <article className={classes.main}>
          {cover && <img className={classes.cover} src={cover} alt="" />}
          <div className={classes.body}>
            <RichText html={post.body_html} />
          </div>
          {video && (
            <p className={classes.video}>
              <a href={video} rel="noopener noreferrer nofollow">
                {t.watch}
              </a>
            </p>
          )}
          <Reactions post={post} />
          {may(post, 'report') && (
            <div data-screen-only>
              <Suspense>
                <Report subject={{ post_id: post.id }} />
              </Suspense>
            </div>
          )}
        </article>
        <PostAside post={post} />
      </WithAside>
      <Discussion post={post} />
    </div>
  )
}

/** What has its place elsewhere on the page. */
const outside = ['comment', 'react', 'accept', 'report']
