import type { Indicator } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { DataTable } from '@/shared/ui/DataTable'
import { compare } from './indicators'
import { useChange } from './useChange'

export function IndicatorTable({ indicators }: { indicators: Indicator[] }) {
  const { innovation: t, common } = useT()
  const format = useFormat()
  const words = useChange()
  const amount = (value: number | null | undefined, unit: string | null | undefined) =>
    value == null ? t.unknown : `${format.number(value)} ${unit ?? ''}`
  return (
    <DataTable
      caption={t.tableCaption}
      columns={[
        { title: t.indicator, cell: (one) => <span lang={recordLanguage}>{one.name}</span> },
        { title: t.before, cell: ({ baseline, unit }) => amount(baseline, unit) },
        { title: t.after, cell: ({ current, unit }) => amount(current, unit) },
        { title: t.change, cell: (one) => words(compare(one).change) ?? common.none },
        {
          title: t.measured,
          cell: (one) => (one.measured_on ? format.date(one.measured_on) : common.none),
        },
      ]}
      rows={indicators}
      rowKey={({ name }) => name}
    />
  )
}
