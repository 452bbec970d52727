import { useDesk } from '../i18n/desk'
import { useT } from '../i18n/useT'
import { useUser } from '../session/useSession'
import { ButtonLink } from '../ui/ButtonLink'
import { PageHeading } from '../ui/PageHeading'
import desk from './Desk.module.css'

/** In place of a page that is for people with another role. */
export function NotForYou() {
  const { common, people, work } = useDesk()
  const { account, errors } = useT()
  const { title, text } = common.notForYou
  const roles = useUser()?.roles ?? []
  const names = roles.map((role) => account.role[role]).join(', ')
  return (
    <div className="container">
      <PageHeading title={title} lead={text(names === '' ? people.noRoles : names)}>
        <div className={`${desk.buttons ?? ''} ${desk.after ?? ''}`}>
          <ButtonLink to="/work" size="md">
            {work.title}
          </ButtonLink>
          <ButtonLink to="/" size="md" variant="default">
            {errors.toHome}
          </ButtonLink>
        </div>
      </PageHeading>
    </div>
  )
}
