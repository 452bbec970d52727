import { KeptDrafts } from '@/features/drafts/components/KeptDrafts'
import { MousWaiting } from '@/features/mous/desk/Waiting'
import { Newest } from '@/features/notifications/components/Newest'
import { Work } from '@/features/work/components/Work'
import { SignedIn } from '@/shared/desk/SignedIn'

export function WorkRoute() {
  return (
    <SignedIn>
      {(user) => (
        <KeptDrafts key={user.id} user={user}>
          {(kept) => (
            <Work
              user={user}
              news={<Newest />}
              mous={<MousWaiting user={user} />}
              unsent={kept.map(({ id, kept: { content, record } }) => ({
                id,
                title: content.title.trim(),
                slug: record?.slug,
              }))}
            />
          )}
        </KeptDrafts>
      )}
    </SignedIn>
  )
}
