import { Link, useNavigate } from '@tanstack/react-router'
import type { HubPage } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import { Choices } from '@/shared/ui/Choices'
import { SearchForm } from '@/shared/ui/SearchForm'
import { compact } from '@/shared/url/search'
import { institutionKinds } from '@/shared/vocabulary/institutionKinds'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { statuses, type HubSearch } from '../api/search'
import classes from './HubFilters.module.css'

interface Props {
  search: HubSearch
  counts: HubPage['facets']
}

export function HubFilters({ search, counts }: Props) {
  const t = useT()
  const { label } = useVocabulary()
  const navigate = useNavigate()
  // Nobody needs a choice that finds nothing, unless it is the one that was made.
  const offered = <T extends string>(facet: 'kind' | 'status', all: readonly T[]) =>
    all.filter(
      (value) => search[facet] === value || counts?.[facet]?.some((c) => c.value === value),
    )
  return (
    <div className={classes.filters}>
      <SearchForm
        key={search.q}
        label={t.hubs.search}
        submit={t.common.search}
        initial={search.q}
        onSearch={(q) =>
          void navigate({ to: '/hubs', search: compact({ ...search, q: q || undefined }) })
        }
      />
      <Choices label={t.hubs.kind}>
        <Choice search={{ ...search, kind: undefined }}>{t.hubs.all}</Choice>
        {offered('kind', institutionKinds).map((kind) => (
          <Choice key={kind} search={{ ...search, kind }}>
            {label('institution_kinds', kind)}
          </Choice>
        ))}
      </Choices>
      <Choices label={t.hubs.status}>
        <Choice search={{ ...search, status: undefined }}>{t.hubs.all}</Choice>
        {offered('status', statuses).map((status) => (
          <Choice key={status} search={{ ...search, status }}>
            {label('hub_statuses', status)}
          </Choice>
        ))}
      </Choices>
    </div>
  )
}

interface ChoiceProps {
  search: HubSearch
  children: string
}

function Choice({ search, children }: ChoiceProps) {
  return (
    <li>
      <Link to="/hubs" search={compact(search)} resetScroll={false} activeOptions={{ exact: true }}>
        {children}
      </Link>
    </li>
  )
}
