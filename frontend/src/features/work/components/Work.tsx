import type { ReactNode } from 'react'
import type { User } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { PageHeading } from '@/shared/ui/PageHeading'
import { MyHub } from './MyHub'
import { Own } from './Own'
import { Pending } from './Pending'
import { ToReview } from './ToReview'

interface Props {
  user: User
  /** Drafts that only this device has. */
  onDevice: ReactNode
}

/** What waits for this person. Which lists there are follows the roles, what is in them the server. */
export function Work({ user, onDevice }: Props) {
  const { work: t } = useDesk()
  const has = (...roles: User['roles']) => roles.some((role) => user.roles.includes(role))
  const writes = has('innovator', 'hub_manager', 'admin')
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead}>
        {writes && (
          <ButtonLink to="/innovations/new" size="md">
            {t.newInnovation}
          </ButtonLink>
        )}
      </PageHeading>
      {has('reviewer', 'admin') && <ToReview />}
      {writes && <Own onDevice={onDevice} />}
      {has('hub_manager', 'admin') && <Pending />}
      {user.institution && <MyHub code={user.institution.code} />}
    </div>
  )
}
