import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { DataTable } from '@/shared/ui/DataTable'
import { Section } from '@/shared/ui/Section'
import { series, type Row } from '../model/growth'
import { GroupChart } from './GroupChart'
import classes from './Network.module.css'

interface Props {
  title: string
  /** What the rows are. */
  first: string
  rows: Row[]
  name: (key: string) => string
}

/** A chart with its table beside it. */
export function GrowthSection({ title, first, rows, name }: Props) {
  const { growth: t } = useT()
  const format = useFormat()
  return (
    <Section title={title}>
      <div className={classes.beside}>
        <GroupChart
          caption={title}
          groups={rows.map(({ key, counts }) => ({ key, label: name(key), counts }))}
        />
        <DataTable
          caption={title}
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { title: first, cell: ({ key }) => name(key) },
            ...series.map((one) => ({
              title: t.series[one],
              cell: ({ counts }: Row) => format.number(counts[one]),
            })),
          ]}
        />
      </div>
    </Section>
  )
}
