import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import { hasFilters, withoutFilters, type CatalogueSearch } from '../api/filters'

export function NoResults({ search }: { search: CatalogueSearch }) {
  const t = useT()
  return (
    <Empty
      title={t.innovations.emptyTitle}
      action={
        <ButtonLink to="/innovations" search={withoutFilters(search)} variant="default">
          {t.innovations.clearAll}
        </ButtonLink>
      }
    >
      {search.q && <p>{t.innovations.emptyQuery}</p>}
      {hasFilters(search) && <p>{t.innovations.emptyFilters}</p>}
    </Empty>
  )
}
