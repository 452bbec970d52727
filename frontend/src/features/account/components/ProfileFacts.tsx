import type { User } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import { Facts } from '@/shared/ui/Facts'
import classes from './Account.module.css'

export function ProfileFacts({ user }: { user: User }) {
  const { account: t } = useT()
  return (
    <div className={classes.facts}>
      <Facts
        facts={[
          [t.email, user.email],
          [t.institution, user.institution?.name],
          [t.roles, user.roles.map((role) => t.role[role]).join(', ')],
        ]}
      />
    </div>
  )
}
