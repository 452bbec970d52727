import { useNavigate } from '@tanstack/react-router'
import { may } from '@/api/allowed'
import { useT } from '@/shared/i18n/useT'
import { useInstitutions } from '@/shared/institutions/institutions'
import { useUser } from '@/shared/session/useSession'
import { SearchForm } from '@/shared/ui/SearchForm'
import { SelectField } from '@/shared/ui/SelectField'
import { compact, oneOf } from '@/shared/url/search'
import { periods, publicStatuses, statuses, type MouSearch } from '../api/search'
import classes from './Mous.module.css'

export function MouFilters({ search }: { search: MouSearch }) {
  const { mous: t, common } = useT()
  const user = useUser()
  const { data: institutions } = useInstitutions()
  const navigate = useNavigate()
  const go = (change: Partial<MouSearch>) =>
    void navigate({ to: '/mous', search: compact({ ...search, ...change }), resetScroll: false })
  const all = { value: '', label: t.all }
  const offered = user && may(user, 'read_mou') ? statuses : publicStatuses
  // What was chosen is chosen while its name is on the way, too.
  const chosen = search.institution ? [{ id: search.institution, name: '…' }] : []
  return (
    <div className={classes.filters}>
      <SearchForm
        key={search.q}
        label={t.search}
        submit={common.search}
        initial={search.q}
        onSearch={(q) => go({ q: q || undefined })}
      />
      <SelectField
        label={t.status}
        value={search.status ?? ''}
        onChange={(status) => go({ status: oneOf(status, statuses) })}
        options={[all, ...offered.map((value) => ({ value, label: t.statuses[value] }))]}
      />
      <SelectField
        label={t.institution}
        value={search.institution ?? ''}
        onChange={(institution) => go({ institution: institution || undefined })}
        options={[
          all,
          ...(institutions ?? chosen).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <SelectField
        label={t.ends}
        value={search.ends ?? ''}
        onChange={(ends) => go({ ends: oneOf(ends, periods) })}
        options={[all, ...periods.map((value) => ({ value, label: t.periods[value] }))]}
      />
      <SelectField
        label={t.sort}
        value={search.sort ?? ''}
        onChange={(sort) => go({ sort: oneOf(sort, ['ending']) })}
        options={[
          { value: '', label: t.sorts.newest },
          { value: 'ending', label: t.sorts.ending },
        ]}
      />
    </div>
  )
}
