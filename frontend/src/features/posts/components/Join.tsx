import { useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { may } from '@/api/allowed'
import type { Post } from '@/api/types'
import { useSession } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { SkipTo } from '@/shared/ui/SkipTo'
import { signInFrom } from '@/shared/url/signIn'
import { useReading } from '../words/useReading'
import classes from './Discussion.module.css'

/** The place to write, or the way there. */
export function Join({ post, children }: { post: Post; children: ReactNode }) {
  const { discussion: t } = useReading()
  const session = useSession()
  const location = useLocation()
  if (may(post, 'comment')) {
    return (
      <div data-screen-only>
        <SkipTo name="form">{children}</SkipTo>
      </div>
    )
  }
  if (session.status !== 'anonymous' || post.locked) return null
  return (
    <div className={classes.join} data-screen-only>
      <p>{t.signInText}</p>
      <ButtonLink {...signInFrom(location)} size="md">
        {t.signIn}
      </ButtonLink>
    </div>
  )
}
