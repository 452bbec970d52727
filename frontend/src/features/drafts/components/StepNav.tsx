import { useDesk } from '@/shared/i18n/desk'
import type { Fault } from '../model/check'
import type { DraftState } from '../model/state'
import { steps, type Step } from '../model/stepNames'
import { stepOf } from '../model/steps'
import { Meter } from './Meter'
import classes from './StepNav.module.css'

interface Props {
  step: Step
  faults: Fault[]
  state: DraftState
  onStep: (step: Step) => void
}

/** The steps with what each still needs. On a phone they fold away behind the present one. */
export function StepNav(props: Props) {
  const { draft: t } = useDesk()
  return (
    <aside className={classes.nav} aria-label={t.stepsLabel}>
      <Meter record={props.state.record} />
      <details className={classes.fold}>
        <summary>{t.allSteps}</summary>
        <List {...props} />
      </details>
      <div className={classes.wide}>
        <List {...props} />
      </div>
    </aside>
  )
}

function List({ step: present, faults, state, onStep }: Props) {
  const { draft: t } = useDesk()
  const missing = state.record?.completeness_missing ?? []
  const count = (list: { pointer: string }[], step: Step) =>
    list.filter(({ pointer }) => stepOf(pointer) === step).length
  return (
    <ol className={classes.list}>
      {steps.map((step, index) => {
        // Before anything is saved nothing is wrong yet.
        const wrong = state.record ? count(faults, step) : 0
        const open = count(missing, step)
        const done = state.record && step !== 'evidence' && step !== 'check' && open + wrong === 0
        return (
          <li key={step}>
            <button
              type="button"
              aria-current={step === present ? 'step' : undefined}
              onClick={(event) => {
                event.currentTarget.closest('details')?.removeAttribute('open')
                onStep(step)
              }}
            >
              <span className={classes.number} data-done={done}>
                {index + 1}
              </span>
              <span>
                {t.steps[step]}
                <span className={classes.note} data-wrong={wrong > 0}>
                  {wrong > 0
                    ? t.stepFaults(wrong)
                    : open > 0
                      ? t.stepMissing(open)
                      : done
                        ? t.stepDone
                        : ''}
                </span>
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
