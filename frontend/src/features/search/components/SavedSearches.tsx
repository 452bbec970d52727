import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { FollowButton } from '@/shared/following/FollowButton'
import { useUser } from '@/shared/session/useSession'
import { Button } from '@/shared/ui/Button'
import { compact } from '@/shared/url/search'
import { useForget, useSavedSearches, type SavedSearch } from '../api/saved'
import type { Search } from '../api/search'
import { useWords } from '../words/useWords'
import classes from './Search.module.css'

// Visitors save nothing.
const SaveDialog = lazy(() =>
  import('./SaveDialog').then((module) => ({ default: module.SaveDialog })),
)

export function SavedSearches({ search }: { search: Search }) {
  const t = useWords()
  const user = useUser()
  const { data: saved = [] } = useSavedSearches(user !== undefined)
  const [saving, setSaving] = useState(false)
  if (!user || (saved.length === 0 && !search.q)) return null
  const there = saved.some((one) => one.q === search.q && (one.type ?? undefined) === search.type)
  return (
    <aside className={classes.saved} aria-labelledby="saved-searches">
      <h2 id="saved-searches">{t.saved}</h2>
      {search.q && !there && <Button onClick={() => setSaving(true)}>{t.save}</Button>}
      <ul>
        {saved.map((one) => (
          <Saved key={one.id} search={one} />
        ))}
      </ul>
      {saving && search.q && (
        <Suspense>
          <SaveDialog q={search.q} type={search.type} onClose={() => setSaving(false)} />
        </Suspense>
      )}
    </aside>
  )
}

function Saved({ search }: { search: SavedSearch }) {
  const t = useWords()
  const forget = useForget()
  return (
    <li>
      <Link to="/search" search={compact<Search>({ q: search.q, type: search.type ?? undefined })}>
        {search.name}
      </Link>
      <span className={classes.buttons}>
        <FollowButton type="saved_search" target={search.id} name={search.name} />
        <Button
          variant="subtle"
          aria-label={t.forgetName(search.name)}
          loading={forget.isPending}
          onClick={() => forget.mutate(search)}
        >
          {t.forget}
        </Button>
      </span>
    </li>
  )
}
