import type { ReactNode } from 'react'
import { may } from '@/api/allowed'
import type { User } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { PageHeading } from '@/shared/ui/PageHeading'
import { MyHub } from './MyHub'
import type { UnsentDraft } from './OnDevice'
import { Own } from './Own'
import { Pending } from './Pending'
import { ToReview } from './ToReview'
import { WithoutRole } from './WithoutRole'

interface Props {
  user: User
  /** Drafts with text that only this device has. */
  unsent: UnsentDraft[]
  /** What they were told and have not read. */
  news: ReactNode
  /** MoUs that wait for them. */
  mous: ReactNode
}

/** What waits for this person. Which lists there are, and what is in them, the server says. */
export function Work({ user, unsent, news, mous }: Props) {
  const { work: t } = useDesk()
  const writes = may(user, 'create_innovation')
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead}>
        {writes && (
          <ButtonLink to="/innovations/new" size="md">
            {t.newInnovation}
          </ButtonLink>
        )}
      </PageHeading>
      {news}
      {user.allowed_actions?.length === 0 && <WithoutRole user={user} />}
      {may(user, 'review_innovation') && <ToReview />}
      {mous}
      {writes && <Own unsent={unsent} />}
      {may(user, 'manage_users') && <Pending />}
      {user.institution && <MyHub code={user.institution.code} />}
    </div>
  )
}
