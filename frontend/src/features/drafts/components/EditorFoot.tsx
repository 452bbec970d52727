import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import type { Autosave } from '../model/autosave'
import { fieldOf, type Fault } from '../model/check'
import type { DraftState } from '../model/state'
import type { Step } from '../model/stepNames'
import { neighbours } from '../model/steps'
import classes from './Editor.module.css'

interface Props {
  draft: Autosave
  state: DraftState
  faults: Fault[]
  step: Step
  onStep: (step: Step) => void
}

/** Always in sight: how the writing stands with the server, and the way on. */
export function EditorFoot({ state, faults, step, onStep }: Props) {
  const { draft: t } = useDesk()
  const { previous, next } = neighbours(step)
  return (
    <div className={classes.foot}>
      <Status state={state} faults={faults} />
      <div className={classes.footButtons}>
        {previous && (
          <Button size="md" variant="default" onClick={() => onStep(previous)}>
            {t.previous}
          </Button>
        )}
        {next && (
          <Button size="md" onClick={() => onStep(next)}>
            {t.next}
          </Button>
        )}
      </div>
    </div>
  )
}

function Status({ state, faults }: { state: DraftState; faults: Fault[] }) {
  const { draft: t } = useDesk()
  const format = useFormat()
  const { phase, savedAt, record } = state
  const held = new Set(faults.map((fault) => fieldOf(fault.pointer))).size
  const [tone, text] = ((): [tone: 'plain' | 'good' | 'warn', text: string] => {
    switch (phase) {
      case 'saving':
        return ['plain', t.status.saving]
      case 'offline':
        return ['warn', t.status.offline]
      case 'signed-out':
        return ['warn', t.status.signedOut]
      case 'conflict':
        return ['warn', t.status.conflict]
      case 'closed':
        return ['warn', t.status.closed]
      case 'saved':
        return ['good', t.status.saved(format.time(savedAt ?? 0))]
      case 'waiting':
        if (!record) return ['plain', t.status.empty]
        return held > 0 ? ['warn', t.status.held(held)] : ['plain', t.status.waiting]
    }
  })()
  // What comes and goes with every word is not read out; how it ended is.
  const passing = phase === 'saving' || (phase === 'waiting' && held === 0)
  return (
    <p className={classes.status} data-tone={tone} data-phase={phase}>
      <span aria-hidden="true">{text}</span>
      <span className="sr-only" role="status">
        {passing ? '' : text}
      </span>
    </p>
  )
}
