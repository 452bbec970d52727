import { useEffect, useRef } from 'react'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import type { Fault } from '../model/check'
import classes from './CheckStep.module.css'
import { PointerList } from './PointerList'
import { faultText, fieldName } from './words'

interface Props {
  faults: Fault[]
  missing: Fault[]
  /** How often submitting was tried in vain: the summary takes the focus each time. */
  attempt: number
  onLead: (pointer: string) => void
}

/** What keeps a draft from being submitted; each entry leads to its field. */
export function Summary({ faults, missing, attempt, onLead }: Props) {
  const { draft: t } = useDesk()
  const format = useFormat()
  const ref = useRef<HTMLDivElement>(null)
  const seen = useRef(attempt)
  useEffect(() => {
    if (attempt !== seen.current) ref.current?.focus()
    seen.current = attempt
  }, [attempt])
  if (faults.length + missing.length === 0) return null
  return (
    <div
      ref={ref}
      tabIndex={-1}
      role="group"
      aria-labelledby="summary-title"
      className={classes.summary}
    >
      <p id="summary-title" className={attempt > 0 ? classes.title : 'sr-only'}>
        {attempt === 0 ? t.missingAll : faults.length > 0 ? t.notSubmittedFaults : t.notSubmitted}
      </p>
      <PointerList
        tone="bad"
        title={t.faultsTitle(faults.length)}
        entries={faults.map((fault) => ({
          pointer: fault.pointer,
          text: `${fieldName(fault.pointer, t)}: ${faultText(fault, t, format)}`,
        }))}
        onLead={onLead}
      />
      <PointerList
        tone="warn"
        title={t.missingTitle(missing.length)}
        entries={missing.map(({ pointer }) => ({ pointer, text: fieldName(pointer, t) }))}
        onLead={onLead}
      />
    </div>
  )
}
