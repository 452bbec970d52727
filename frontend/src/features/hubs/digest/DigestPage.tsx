import { Link } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { Digest } from './Digest'
import { useDigest } from './digest'
import classes from './Digest.module.css'

/** What a hub has shared in a year, and the way to the years beside it. */
export function DigestPage({ slug, year }: { slug: string; year: number | undefined }) {
  const t = useT()
  const { data, error } = useDigest(slug, year)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={6} />
  return (
    <div className="container">
      <PageHeading
        title={t.hubs.digest.title(data.hub.name, data.year)}
        crumbs={[{ label: t.shell.hubs, to: '/hubs' }]}
        lead={t.hubs.digest.lead}
      />
      <nav className={classes.years} aria-label={t.hubs.digest.years} data-screen-only>
        <YearLink slug={slug} year={data.year - 1} />
        <Link to="/hubs/$slug" params={{ slug }}>
          {data.hub.name}
        </Link>
        {data.year < new Date().getFullYear() && <YearLink slug={slug} year={data.year + 1} />}
      </nav>
      <Digest digest={data} />
    </div>
  )
}

const YearLink = ({ slug, year }: { slug: string; year: number }) => (
  <Link to="/hubs/$slug/digest" params={{ slug }} search={{ year: String(year) }}>
    {year}
  </Link>
)
