import { Fragment, type ReactNode } from 'react'
import { may } from '@/api/allowed'
import type { User } from '@/api/types'
import type { Waiting } from '@/shared/desk/waiting'
import { useDesk } from '@/shared/i18n/desk'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SkipTo } from '@/shared/ui/SkipTo'
import { useHome, useOwn, usePending, useSubmitted } from '../api/waiting'
import { MyHub } from './MyHub'
import { OfHub } from './OfHub'
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
  /** What waits for them among other records. */
  others: Waiting[]
}

/** What waits for this person. Which lists there are, and what is in them, the server says; those with nothing in them are left out. */
export function Work({ user, unsent, news, others }: Props) {
  const { work: t } = useDesk()
  const writes = may(user, 'create_innovation')
  const reviews = may(user, 'review_innovation')
  const manages = may(user, 'manage_users')
  const roleless = user.allowed_actions?.length === 0
  const own = useOwn(writes)
  const home = useHome(user.institution?.code, manages)
  const submitted = useSubmitted(reviews)
  const pending = usePending(manages)
  const mine = new Set(own.data?.items.map(({ id }) => id))
  const ofHub = (home.data?.items ?? []).filter(({ id }) => !mine.has(id))
  const nothing =
    !roleless &&
    unsent.length === 0 &&
    [own, home, submitted, pending].every(
      (list) => !list.isLoading && !list.error && !list.data?.items.length,
    ) &&
    others.every(({ count }) => count === 0)
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead}>
        {writes && (
          <ButtonLink to="/innovations/new" size="md">
            {t.newInnovation}
          </ButtonLink>
        )}
      </PageHeading>
      <SkipTo name="results">
        {news}
        {roleless && <WithoutRole user={user} />}
        {nothing && <Empty title={t.nothing}>{writes ? t.nothingWrites : t.nothingText}</Empty>}
        {reviews && <ToReview list={submitted} />}
        {others.map(({ section }, index) => (
          <Fragment key={index}>{section}</Fragment>
        ))}
        {writes && <Own list={own} unsent={unsent} />}
        <OfHub innovations={ofHub} />
        {manages && <Pending list={pending} />}
        {user.institution && <MyHub code={user.institution.code} />}
      </SkipTo>
    </div>
  )
}
