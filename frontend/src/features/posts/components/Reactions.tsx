import { useLocation } from '@tanstack/react-router'
import { may } from '@/api/allowed'
import type { Post, ReactionKind } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { useSession } from '@/shared/session/useSession'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { signInFrom } from '@/shared/url/signIn'
import { useReact } from '../api/reactions'
import { useReading } from '../words/useReading'
import classes from './Post.module.css'

const all: readonly ReactionKind[] = ['useful', 'thanks', 'inspiring']

export function Reactions({ post }: { post: Post }) {
  const { reactions: t } = useReading()
  const words = useT()
  const format = useFormat()
  const react = useReact(post)
  if (post.status !== 'published') return null
  const { reactions } = post
  const reacts = may(post, 'react')
  return (
    <section className={classes.reactions} aria-label={t.title}>
      <ul className={classes.reactionList}>
        {all.map((kind) => {
          const count = format.number(reactions[kind])
          const given = reactions.mine.includes(kind)
          if (!reacts) return <li key={kind}>{t.count(t[kind], count)}</li>
          return (
            <li key={kind} data-screen-only>
              <Button
                variant={given ? 'filled' : 'default'}
                aria-pressed={given}
                loading={react.isPending && react.variables.kind === kind}
                onClick={() => react.mutate({ kind, give: !given })}
              >
                {t.count(t[kind], count)}
              </Button>
            </li>
          )
        })}
      </ul>
      <SignIn />
      {react.error && (
        <Notice tone="bad" live>
          {explain(react.error, words).text}
        </Notice>
      )}
    </section>
  )
}

function SignIn() {
  const { reactions: t } = useReading()
  const location = useLocation()
  if (useSession().status !== 'anonymous') return null
  return (
    <span data-screen-only>
      <ButtonLink {...signInFrom(location)} variant="subtle">
        {t.signIn}
      </ButtonLink>
    </span>
  )
}
