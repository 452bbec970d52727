import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { usePostFacets, usePostList } from '../api/list'
import { isFiltered, type PostSearch } from '../api/search'
import { useReading } from '../words/useReading'
import { PostCard } from './PostCard'
import classes from './Posts.module.css'

export function PostResults({ search }: { search: PostSearch }) {
  const t = useReading()
  const { common } = useT()
  const format = useFormat()
  const { total } = usePostFacets(search)
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = usePostList(search)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={5} height={120} />
  const posts = data.pages.flatMap((page) => page.items)
  if (posts.length === 0) return <Nothing search={search} />
  return (
    <div className={classes.results}>
      <h2 className={classes.count}>
        <span role="status">{t.found(total === undefined ? '…' : format.number(total))}</span>
      </h2>
      <ul className={classes.cards}>
        {posts.map((post) => (
          <li key={post.id}>
            <PostCard post={post} own={search.mine !== undefined} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <div>
          <Button size="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {common.more}
          </Button>
        </div>
      )}
    </div>
  )
}

function Nothing({ search }: { search: PostSearch }) {
  const t = useReading()
  if (isFiltered(search)) {
    const action = (
      <ButtonLink to="/posts" search={{}} variant="default">
        {t.clear}
      </ButtonLink>
    )
    return <Empty action={action}>{t.emptyFiltered}</Empty>
  }
  if (!search.mine) return <Empty>{t.empty}</Empty>
  return <Empty action={<ButtonLink to="/posts/new">{t.write}</ButtonLink>}>{t.emptyOwn}</Empty>
}
