import { useNavigate } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { SearchForm } from '@/shared/ui/SearchForm'
import { SelectField } from '@/shared/ui/SelectField'
import { compact, oneOf } from '@/shared/url/search'
import { useHubs } from '../api/hubs'
import { usePostFacets } from '../api/list'
import { kinds, sorts, type PostSearch } from '../api/search'
import { useReading } from '../words/useReading'
import classes from './Posts.module.css'

export function PostFilters({ search }: { search: PostSearch }) {
  const t = useReading()
  const { common } = useT()
  const navigate = useNavigate()
  const { data: hubs } = useHubs()
  const go = (change: Partial<PostSearch>) =>
    void navigate({ to: '/posts', search: compact({ ...search, ...change }), resetScroll: false })
  const options = useOptions(search)
  const hubOptions = hubs?.items.map(({ slug, name }) => ({ value: slug, label: name }))
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
        label={t.kind}
        value={search.kind ?? ''}
        onChange={(kind) => go({ kind: oneOf(kind, kinds), answered: undefined })}
        options={options.kinds}
      />
      <SelectField
        label={t.tag}
        value={options.tag}
        onChange={(tag) => go({ tag: tag || undefined })}
        options={options.tags}
      />
      <SelectField
        label={t.hub}
        value={hubOf(search.hub_id, hubs?.items) ?? ''}
        onChange={(hub) => go({ hub_id: hub || undefined })}
        options={[
          { value: '', label: t.any },
          ...(hubOptions ?? (search.hub_id ? [{ value: search.hub_id, label: '…' }] : [])),
        ]}
      />
      <SelectField
        label={t.sort}
        value={search.sort ?? ''}
        onChange={(sort) => go({ sort: oneOf(sort, sorts) })}
        options={[
          { value: '', label: search.q ? t.byMatch : t.sorts.newest },
          ...sorts
            .filter((sort) => search.q !== undefined || sort !== 'newest')
            .map((value) => ({ value, label: t.sorts[value] })),
        ]}
      />
    </div>
  )
}

/** Links name a hub by its slug or its id. */
const hubOf = (handle: string | undefined, hubs: { id: string; slug: string }[] | undefined) =>
  hubs?.find(({ id }) => id === handle)?.slug ?? handle

/** The choices of kind and tag with how much each holds, whatever is chosen of it already. */
function useOptions(search: PostSearch) {
  const t = useReading()
  const byKind = usePostFacets(compact({ ...search, kind: undefined, answered: undefined }))
  const byTag = usePostFacets(compact({ ...search, tag: undefined }))
  const any = { value: '', label: t.any }
  const kindCount = new Map(byKind.facet('kind').map(({ value, count }) => [value, count]))
  const tags = byTag.facet('tag')
  const chosen = search.tag?.toLowerCase()
  // A tag is one whatever its case.
  const known = tags.find(({ value }) => value.toLowerCase() === chosen)
  const missing = search.tag && !known ? [{ value: search.tag, label: search.tag }] : []
  return {
    tag: known?.value ?? search.tag ?? '',
    kinds: [
      any,
      ...kinds.map((value) => ({
        value,
        label: `${t.kinds[value]} (${kindCount.get(value) ?? 0})`,
      })),
    ],
    tags: [
      any,
      ...missing,
      ...tags.map(({ value, count }) => ({ value, label: `${value} (${count})` })),
    ],
  }
}
