import type { Indicator } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import classes from './IndicatorCharts.module.css'
import { compare } from './indicators'
import { IndicatorTable } from './IndicatorTable'
import { useChange } from './useChange'

export function IndicatorCharts({ indicators }: { indicators: Indicator[] }) {
  const t = useT()
  return (
    <>
      {/* The pictures repeat what the table says. */}
      <ul className={classes.charts} aria-hidden="true">
        {indicators.map((indicator) => (
          <IndicatorChart key={indicator.name} indicator={indicator} />
        ))}
      </ul>
      <details className={classes.details}>
        <summary>{t.innovation.asTable}</summary>
        <IndicatorTable indicators={indicators} />
      </details>
    </>
  )
}

function IndicatorChart({ indicator }: { indicator: Indicator }) {
  const t = useT()
  const format = useFormat()
  const { before, after, change } = compare(indicator)
  const words = useChange()(change)
  const value = (number: number | null | undefined) =>
    number == null ? t.innovation.unknown : format.number(number)
  return (
    <li className={classes.chart}>
      <p className={classes.name} lang={recordLanguage}>
        {indicator.name}
        {words && <span className={classes.change}>{words}</span>}
      </p>
      <Bar label={t.innovation.before} length={before} value={value(indicator.baseline)} muted />
      <Bar label={t.innovation.after} length={after} value={value(indicator.current)} />
      {indicator.unit && <p className={classes.unit}>{indicator.unit}</p>}
    </li>
  )
}

interface BarProps {
  label: string
  length: number | null
  value: string
  muted?: boolean
}

function Bar({ label, length, value, muted }: BarProps) {
  return (
    <div className={classes.row}>
      <span className={classes.label}>{label}</span>
      <span className={classes.track}>
        {length !== null && (
          <span
            className={classes.bar}
            data-muted={muted}
            style={{ inlineSize: `calc(${length / 100} * (100% - 5.5rem))` }}
          />
        )}
        <span className={classes.value}>{value}</span>
      </span>
    </div>
  )
}
