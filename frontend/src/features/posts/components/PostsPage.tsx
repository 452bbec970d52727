import { Link } from '@tanstack/react-router'
import { may } from '@/api/allowed'
import { useUser } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Choices } from '@/shared/ui/Choices'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SkipTo } from '@/shared/ui/SkipTo'
import { compact } from '@/shared/url/search'
import type { PostSearch } from '../api/search'
import { useReading } from '../words/useReading'
import { ActiveFilters } from './ActiveFilters'
import { PostFilters } from './PostFilters'
import { PostResults } from './PostResults'
import classes from './Posts.module.css'

export function PostsPage({ search }: { search: PostSearch }) {
  const t = useReading()
  const user = useUser()
  const writes = user && may(user, 'write_post')
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead}>
        {writes && (
          <div className={classes.buttons}>
            <ButtonLink to="/posts/new" size="md">
              {t.write}
            </ButtonLink>
            <ButtonLink to="/posts/new" search={{ kind: 'question' }} size="md" variant="default">
              {t.ask}
            </ButtonLink>
          </div>
        )}
      </PageHeading>
      <Views search={search} own={Boolean(writes)} />
      <PostFilters search={search} />
      <ActiveFilters search={search} />
      <SkipTo name="results">
        <PostResults search={search} />
      </SkipTo>
    </div>
  )
}

function Views({ search, own }: { search: PostSearch; own: boolean }) {
  const t = useReading()
  const rest = { ...search, mine: undefined, answered: undefined }
  const view = (shown: boolean, change: Partial<PostSearch>, label: string) => (
    <li>
      <Link
        to="/posts"
        search={compact({ ...rest, ...change })}
        resetScroll={false}
        activeOptions={{ exact: true }}
        aria-current={shown ? 'true' : undefined}
      >
        {label}
      </Link>
    </li>
  )
  return (
    <div className={classes.views}>
      <Choices label={t.tabs}>
        {view(!search.mine && !search.answered, {}, t.all)}
        {view(Boolean(search.answered), { answered: 'false', kind: undefined }, t.unanswered)}
        {own && view(Boolean(search.mine), { mine: 'true' }, t.own)}
      </Choices>
    </div>
  )
}
