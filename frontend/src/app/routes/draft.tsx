import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import type { Innovation } from '@/api/types'
import { DraftPage } from '@/features/drafts/components/DraftPage'
import type { Step } from '@/features/drafts/model/stepNames'
import { useDesk } from '@/shared/i18n/desk'
import { useSession } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { outcome } from '@/shared/ui/outcome'

/** One route for new and existing ones: a draft keeps its editor when it gets its address. */
export function DraftRoute() {
  const session = useSession()
  const { slug } = useParams({ strict: false })
  const { step = 'basics', kept } = useSearch({ strict: false })
  const navigate = useNavigate()
  const { href } = useLocation()
  const { draft: t, transitions } = useDesk()
  const user = session.status === 'signed-in' ? session.user : undefined
  // When a session ends under the writer's hands, the page stays: it says so, and keeps everything.
  const [writer, setWriter] = useState(user)
  if (user && user.id !== writer?.id) setWriter(user)

  const go = useCallback(
    (to: string | undefined, next: Step, replace: boolean) =>
      void (to === undefined
        ? navigate({
            to: '/innovations/new',
            search: { step: next, kept },
            replace,
            resetScroll: false,
          })
        : navigate({
            to: '/innovations/$slug/edit',
            params: { slug: to },
            search: { step: next },
            replace,
            resetScroll: false,
          })),
    [navigate, kept],
  )
  const onCreated = useCallback((record: Innovation) => go(record.slug, step, true), [go, step])

  if (!writer) return null
  return (
    <DraftPage
      key={writer.id}
      user={writer}
      slug={slug}
      kept={kept}
      step={step}
      onStep={(next) => go(slug, next, false)}
      onCreated={onCreated}
      onSubmitted={(record) =>
        void navigate({
          to: '/innovations/$slug/progress',
          params: { slug: record.slug },
        }).then(() => outcome.say(transitions.done.submitted))
      }
      onGone={() => void navigate({ to: '/work', replace: true })}
      signIn={
        <ButtonLink to="/login" search={{ next: href }} size="md">
          {t.signInAgain}
        </ButtonLink>
      }
    />
  )
}
