import { Link, useNavigate } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { useInstitutions } from '@/shared/institutions/institutions'
import { useUser } from '@/shared/session/useSession'
import { Choices } from '@/shared/ui/Choices'
import { SearchForm } from '@/shared/ui/SearchForm'
import { SelectField } from '@/shared/ui/SelectField'
import { compact, oneOf } from '@/shared/url/search'
import { kinds, statuses, type EventSearch } from '../api/search'
import classes from './Events.module.css'

export function EventFilters({ search }: { search: EventSearch }) {
  const { events: t, common } = useT()
  const user = useUser()
  const { data: institutions } = useInstitutions()
  const navigate = useNavigate()
  const go = (change: Partial<EventSearch>) =>
    void navigate({ to: '/events', search: compact({ ...search, ...change }), resetScroll: false })
  const all = { value: '', label: t.all }
  return (
    <>
      <div className={classes.filters}>
        <SearchForm
          key={search.q}
          label={t.search}
          submit={common.search}
          initial={search.q}
          onSearch={(q) => go({ q: q || undefined })}
        />
        <SelectField
          label={t.kind}
          value={search.kind ?? ''}
          onChange={(kind) => go({ kind: oneOf(kind, kinds) })}
          options={[all, ...kinds.map((value) => ({ value, label: t.kinds[value] }))]}
        />
        <SelectField
          label={t.status}
          value={search.status ?? ''}
          onChange={(status) => go({ status: oneOf(status, statuses) })}
          // Visitors see no plans.
          options={[
            all,
            ...statuses
              .filter((value) => Boolean(user) || value !== 'planned')
              .map((value) => ({ value, label: t.statuses[value] })),
          ]}
        />
        <SelectField
          label={t.institution}
          value={search.institution ?? ''}
          onChange={(institution) => go({ institution: institution || undefined })}
          options={[
            all,
            // What was chosen is chosen while its name is on the way, too.
            ...(institutions ?? chosen(search)).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <Views search={search} />
    </>
  )
}

const chosen = ({ institution: id }: EventSearch) => (id ? [{ id, name: '…' }] : [])

function Views({ search }: { search: EventSearch }) {
  const { events: t } = useT()
  const link = (chosen: boolean, change: Partial<EventSearch>, label: string) => (
    <li>
      <Link
        to="/events"
        search={compact({ ...search, ...change })}
        resetScroll={false}
        activeOptions={{ exact: true }}
        aria-current={chosen ? 'true' : undefined}
      >
        {label}
      </Link>
    </li>
  )
  const calendar = search.view === 'calendar'
  const past = search.when === 'past'
  return (
    <div className={classes.views}>
      <Choices label={t.view}>
        {link(!calendar, { view: undefined, month: undefined }, t.list)}
        {link(calendar, { view: 'calendar', when: undefined }, t.calendar)}
      </Choices>
      {!calendar && (
        <Choices label={t.when}>
          {link(!past, { when: undefined }, t.upcoming)}
          {link(past, { when: 'past' }, t.past)}
        </Choices>
      )}
    </div>
  )
}
