import type { User } from '@/api/types'
import { KeptDrafts } from '@/features/drafts/components/KeptDrafts'
import { useInvitations } from '@/features/events/desk/useInvitations'
import { useMousWaiting } from '@/features/mous/desk/useMousWaiting'
import { Newest } from '@/features/notifications/components/Newest'
import { Work } from '@/features/work/components/Work'
import { SignedIn } from '@/shared/desk/SignedIn'

export const WorkRoute = () => (
  <SignedIn>{(user) => <OwnWork key={user.id} user={user} />}</SignedIn>
)

function OwnWork({ user }: { user: User }) {
  const others = [useInvitations(user), useMousWaiting(user)]
  return (
    <KeptDrafts user={user}>
      {(kept) => (
        <Work
          user={user}
          news={<Newest />}
          others={others}
          unsent={kept.map(({ id, kept: { content, record } }) => ({
            id,
            title: content.title.trim(),
            slug: record?.slug,
          }))}
        />
      )}
    </KeptDrafts>
  )
}
