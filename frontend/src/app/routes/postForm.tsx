import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import type { Post } from '@/api/types'
import { handleOf } from '@/features/posts/api/post'
import { EditorPage } from '@/features/posts/writing/EditorPage'
import { PostHistory } from '@/features/posts/desk/PostHistory'
import { useWriting } from '@/features/posts/words/useWriting'
import { SignedIn } from '@/shared/desk/SignedIn'
import { useDesk } from '@/shared/i18n/desk'
import { useUser } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { outcome } from '@/shared/ui/outcome'

/** One route for new and existing ones: a post keeps its editor when it gets its address. */
export function PostFormRoute() {
  const user = useUser()
  const { slug } = useParams({ strict: false })
  const { kind, innovation, hub, event } = useSearch({ from: '/postForm' })
  const navigate = useNavigate()
  const { href } = useLocation()
  const { draft } = useDesk()
  const t = useWriting()
  // When a session ends under the writer's hands, the page stays: it says so, and keeps everything.
  const [writer, setWriter] = useState(user)
  if (user && user.id !== writer?.id) setWriter(user)

  const onCreated = useCallback(
    ({ id }: Post) =>
      void navigate({
        to: '/posts/$slug/edit',
        params: { slug: id },
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  if (!writer) return null
  return (
    <EditorPage
      key={writer.id}
      user={writer}
      id={slug}
      prefill={{
        ...(kind ? { kind } : {}),
        ...(innovation ? { innovation } : {}),
        ...(hub ? { hub } : {}),
        ...(event ? { event } : {}),
      }}
      onCreated={onCreated}
      onPublished={(post) =>
        void navigate({
          to: '/posts/$slug',
          params: { slug: handleOf(post) },
          replace: true,
        }).then(() => outcome.say(t.done[post.status]))
      }
      signIn={
        <ButtonLink to="/login" search={{ next: href }} size="md">
          {draft.signInAgain}
        </ButtonLink>
      }
    />
  )
}

export function PostHistoryRoute() {
  const { slug = '' } = useParams({ strict: false })
  return <SignedIn>{() => <PostHistory id={slug} />}</SignedIn>
}
