import { Link } from '@tanstack/react-router'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { Tag } from '@/shared/ui/Tag'
import { safePath } from '@/shared/url/safePath'
import { useSearch, type Result, type Search } from '../api/search'
import { useWords } from '../words/useWords'
import classes from './Search.module.css'
import { Snippet } from './Snippet'

const deepest = 1000

export function Results({ search }: { search: Search }) {
  const t = useWords()
  const { common } = useT()
  const format = useFormat()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useSearch(search)
  if (!search.q) return <Empty>{t.begin}</Empty>
  if (error && !data) return <Failure error={error} />
  const first = data?.pages[0]
  if (!first) return <Lines count={5} height={96} />
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Nothing q={search.q} />
  const total = format.number(first.total ?? items.length)
  return (
    <section aria-labelledby="results" className={classes.results}>
      <div role="status">
        <h2 id="results" className={classes.count}>
          {(first.total ?? 0) >= deepest ? t.capped(total) : t.found(total)}
        </h2>
      </div>
      {first.corrected && <Notice>{t.corrected(first.corrected)}</Notice>}
      {first.ranking === 'partial' && <p className={classes.note}>{t.partial}</p>}
      <ol className={classes.list}>
        {items.map((item) => (
          <Item key={`${item.type} ${item.id}`} item={item} />
        ))}
      </ol>
      {hasNextPage && (
        <Button size="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {common.more}
        </Button>
      )}
    </section>
  )
}

function Item({ item }: { item: Result }) {
  const t = useWords()
  return (
    <li>
      <Tag>{t.types[item.type]}</Tag>
      <h3>
        <Link to={safePath(item.url)} lang={recordLanguage}>
          {item.title}
        </Link>
      </h3>
      <Snippet html={item.snippet_html} />
    </li>
  )
}

function Nothing({ q }: { q: string }) {
  const t = useWords()
  return (
    <Empty
      action={
        <ButtonLink to="/innovations" variant="default">
          {t.toCatalogue}
        </ButtonLink>
      }
    >
      {t.none(q)} {t.advice}
    </Empty>
  )
}
