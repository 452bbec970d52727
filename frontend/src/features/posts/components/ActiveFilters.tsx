import { Link } from '@tanstack/react-router'
import { Icon } from '@/shared/ui/Icon'
import { compact } from '@/shared/url/search'
import { usePostList } from '../api/list'
import type { PostSearch } from '../api/search'
import { useReading } from '../words/useReading'
import classes from './Posts.module.css'

/** Filters that links bring along and no field shows; each can be taken away. */
export function ActiveFilters({ search }: { search: PostSearch }) {
  const t = useReading()
  const first = usePostList(search).data?.pages[0]?.items[0]
  const labels: Partial<Record<keyof PostSearch, string>> = {
    author_id: `${t.author}: ${first?.author.name ?? t.oneAuthor}`,
    innovation_id: t.about,
    event_id: t.aboutEvent,
  }
  const chips = (Object.keys(labels) as (keyof PostSearch)[]).filter((name) => search[name])
  if (chips.length === 0) return null
  return (
    <ul className={classes.chips} aria-label={t.active}>
      {chips.map((name) => (
        <li key={name}>
          <Link
            to="/posts"
            search={compact({ ...search, [name]: undefined })}
            resetScroll={false}
            className={classes.chip}
            aria-label={t.drop(labels[name] ?? '')}
          >
            {labels[name]}
            <Icon name="close" size={14} />
          </Link>
        </li>
      ))}
    </ul>
  )
}
