import type { User } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import desk from '@/shared/desk/Desk.module.css'

/** For who left a hub, or was given no role in it yet: nothing waits for them here. */
export function WithoutRole({ user }: { user: User }) {
  const { work } = useDesk()
  const { shell } = useT()
  const t = work.withoutRole
  return (
    <Empty
      title={user.institution ? t.title(user.institution.name) : t.noHub}
      action={
        <div className={desk.buttons}>
          <ButtonLink to="/hubs" size="md">
            {t.toHubs}
          </ButtonLink>
          <ButtonLink to="/following" size="md" variant="default">
            {shell.followed}
          </ButtonLink>
        </div>
      }
    >
      <p>{user.institution ? t.ask : t.askAgain(user.email)}</p>
      <p>{t.meanwhile}</p>
    </Empty>
  )
}
