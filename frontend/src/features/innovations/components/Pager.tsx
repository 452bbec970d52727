import { useLocation } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Icon } from '@/shared/ui/Icon'
import { compact } from '@/shared/url/search'
import type { CatalogueSearch } from '../api/filters'
import classes from './Pager.module.css'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages before this one ('' is the first): the API only knows the way on. */
    trail?: string[]
  }
}

interface Props {
  search: CatalogueSearch
  nextCursor: string | null | undefined
}

export function Pager({ search, nextCursor }: Props) {
  const t = useT()
  const trail = useLocation({ select: (location) => location.state.trail }) ?? []
  const { cursor } = search
  if (!cursor && !nextCursor) return null
  // Someone who followed a link to a later page has no trail: they can start from the top.
  const knownPage = !cursor ? 1 : trail.length > 0 ? trail.length + 1 : undefined
  const at = (target: string | undefined) =>
    compact({ ...search, cursor: target === '' ? undefined : target })
  return (
    <nav className={classes.pager} aria-label={t.innovations.pages}>
      {cursor && (
        <ButtonLink
          to="/innovations"
          search={at(trail.at(-1))}
          state={{ trail: trail.slice(0, -1) }}
          variant="default"
          leftSection={<Icon name="previous" />}
        >
          {knownPage ? t.innovations.previous : t.innovations.first}
        </ButtonLink>
      )}
      {knownPage && <span>{t.innovations.page(knownPage)}</span>}
      {nextCursor && (
        <ButtonLink
          to="/innovations"
          search={at(nextCursor)}
          state={{ trail: [...trail, cursor ?? ''] }}
          rightSection={<Icon name="next" />}
        >
          {t.innovations.next}
        </ButtonLink>
      )}
    </nav>
  )
}
