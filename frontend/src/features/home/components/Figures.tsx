import type { Overview } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { Failure } from '@/shared/ui/Failure'
import { useOverview } from '@/shared/stats/overview'
import classes from './Figures.module.css'

export function Figures() {
  const { home: t } = useT()
  const { data, error } = useOverview()
  return (
    <section className="container" aria-label={t.figures}>
      {error ? <Failure error={error} /> : <FigureList overview={data} />}
    </section>
  )
}

function FigureList({ overview }: { overview: Overview | undefined }) {
  const { home: t } = useT()
  const format = useFormat()
  // The places are kept while the numbers are on their way.
  const show = (value: number | undefined) =>
    value === undefined ? '\u2007' : format.number(value)
  const figures: [string, number | undefined][] = [
    [t.figure.published, overview?.innovations.by_status.published ?? overview?.innovations.total],
    [t.figure.hubs, overview?.hubs.total],
    [t.figure.institutions, overview?.institutions],
    [t.figure.sectors, overview && Object.keys(overview.innovations.by_sector).length],
  ]
  return (
    <dl className={classes.figures}>
      {figures.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{show(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
