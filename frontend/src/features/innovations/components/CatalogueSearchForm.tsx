import { useNavigate } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { SearchForm } from '@/shared/ui/SearchForm'
import { compact } from '@/shared/url/search'
import type { CatalogueSearch } from '../api/filters'

export function CatalogueSearchForm({ search }: { search: CatalogueSearch }) {
  const t = useT()
  const navigate = useNavigate()
  return (
    <SearchForm
      key={search.q}
      label={t.innovations.searchLabel}
      placeholder={t.innovations.searchHint}
      submit={t.innovations.submit}
      initial={search.q}
      onSearch={(q) =>
        void navigate({
          to: '/innovations',
          // New words bring their own order: the best match first.
          search: compact({ ...search, q: q || undefined, sort: undefined, cursor: undefined }),
        })
      }
    />
  )
}
