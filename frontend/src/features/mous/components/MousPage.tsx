import { may } from '@/api/allowed'
import { useT } from '@/shared/i18n/useT'
import { useUser } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SkipTo } from '@/shared/ui/SkipTo'
import type { MouSearch } from '../api/search'
import { MouFilters } from './MouFilters'
import { MouTable } from './MouTable'
import classes from './Mous.module.css'

export function MousPage({ search }: { search: MouSearch }) {
  const { mous: t } = useT()
  const user = useUser()
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead}>
        <div className={classes.buttons}>
          {user && may(user, 'draft_mou') && (
            <ButtonLink to="/mous/new" size="md">
              {t.draft}
            </ButtonLink>
          )}
          <ButtonLink to="/verify" size="md" variant="default">
            {t.verify}
          </ButtonLink>
        </div>
      </PageHeading>
      <MouFilters search={search} />
      <SkipTo name="results">
        <MouTable search={search} />
      </SkipTo>
    </div>
  )
}
