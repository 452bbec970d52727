import { KeptDrafts } from '@/features/drafts/components/KeptDrafts'
import { MousWaiting } from '@/features/mous/desk/Waiting'
import { Newest } from '@/features/notifications/components/Newest'
import { OnDevice } from '@/features/work/components/OnDevice'
import { Work } from '@/features/work/components/Work'
import { SignedIn } from '@/shared/desk/SignedIn'

export function WorkRoute() {
  return (
    <SignedIn>
      {(user) => (
        <Work
          user={user}
          news={<Newest />}
          mous={<MousWaiting user={user} />}
          onDevice={
            <KeptDrafts key={user.id} user={user}>
              {(kept) => (
                <OnDevice
                  drafts={kept.map(({ id, kept: { content, record } }) => ({
                    id,
                    title: content.title.trim(),
                    slug: record?.slug,
                  }))}
                />
              )}
            </KeptDrafts>
          }
        />
      )}
    </SignedIn>
  )
}
