import type { Indicator } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { ScrollTable } from '@/shared/ui/ScrollTable'
import { compare } from './indicators'
import { useChange } from './useChange'

export function IndicatorTable({ indicators }: { indicators: Indicator[] }) {
  const t = useT()
  const { indicator, before, after, change, measured } = t.innovation
  return (
    <ScrollTable caption={t.innovation.tableCaption}>
      <thead>
        <tr>
          {[indicator, before, after, change, measured].map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {indicators.map((one) => (
          <Row key={one.name} indicator={one} />
        ))}
      </tbody>
    </ScrollTable>
  )
}

function Row({ indicator }: { indicator: Indicator }) {
  const t = useT()
  const format = useFormat()
  const { change } = compare(indicator)
  const words = useChange()
  const amount = (value: number | null | undefined) =>
    value == null ? t.innovation.unknown : `${format.number(value)} ${indicator.unit ?? ''}`
  return (
    <tr>
      <th scope="row" lang={recordLanguage}>
        {indicator.name}
      </th>
      <td>{amount(indicator.baseline)}</td>
      <td>{amount(indicator.current)}</td>
      <td>{words(change) ?? t.common.none}</td>
      <td>{indicator.measured_on ? format.date(indicator.measured_on) : t.common.none}</td>
    </tr>
  )
}
