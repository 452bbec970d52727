import { useNavigate } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { SearchForm } from '@/shared/ui/SearchForm'
import { SelectField } from '@/shared/ui/SelectField'
import { compact, oneOf } from '@/shared/url/search'
import { institutionKinds } from '@/shared/vocabulary/institutionKinds'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import type { InstitutionSearch } from '../api/search'
import classes from './Institutions.module.css'

export function InstitutionFilters({ search }: { search: InstitutionSearch }) {
  const { institutions: t, common } = useT()
  const { label } = useVocabulary()
  const navigate = useNavigate()
  const go = (change: InstitutionSearch) =>
    void navigate({
      to: '/institutions',
      search: compact({ ...search, ...change }),
      resetScroll: false,
    })
  return (
    <div className={classes.filters}>
      <SearchForm
        key={search.q}
        label={t.search}
        placeholder={t.searchHint}
        submit={common.search}
        initial={search.q}
        onSearch={(q) => go({ q: q || undefined })}
      />
      <SelectField
        label={t.kind}
        value={search.kind ?? ''}
        onChange={(kind) => go({ kind: oneOf(kind, institutionKinds) })}
        options={[
          { value: '', label: t.all },
          ...institutionKinds.map((kind) => ({
            value: kind,
            label: label('institution_kinds', kind),
          })),
        ]}
      />
    </div>
  )
}
