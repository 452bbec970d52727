import { useState } from 'react'
import { may } from '@/api/allowed'
import { isProblem } from '@/api/problem'
import type { Innovation } from '@/api/types'
import { useTransition } from '@/shared/desk/record'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import type { Autosave } from '../model/autosave'
import type { Fault } from '../model/check'
import { lacking } from '../model/lacking'
import { refusedIn } from '../model/refused'
import type { DraftState } from '../model/state'
import classes from './CheckStep.module.css'
import { DeleteDraft } from './DeleteDraft'
import { Summary } from './Summary'

interface Props {
  draft: Autosave
  state: DraftState
  faults: Fault[]
  /** What submitting needs and is not there yet. */
  missing: Fault[]
  /** How often submitting was tried in vain. */
  attempt: number
  onRefused: () => void
  onLead: (pointer: string) => void
  onSubmitted: (record: Innovation) => void
  onGone: () => void
}

export function CheckStep(props: Props) {
  const { state, faults, missing } = props
  const { draft: t } = useDesk()
  const { record } = state
  return (
    <div className={classes.check}>
      <Summary {...props} />
      {record && missing.length + faults.length === 0 && (
        <Notice tone="good">{t.missingNone}</Notice>
      )}
      {record && <Send {...props} record={record} />}
      {record && may(record, 'delete') && <DeleteDraft {...props} record={record} />}
    </div>
  )
}

function Send({ draft, state, record, onRefused, onSubmitted }: Props & { record: Innovation }) {
  const words = useT()
  const { draft: t, transitions, common } = useDesk()
  const transition = useTransition(record)
  const [waiting, setWaiting] = useState(false)
  const { error } = transition
  const hindrance = {
    offline: t.submitOffline,
    'signed-out': t.status.signedOut,
    conflict: t.status.conflict,
    closed: t.status.closed,
    saved: '',
    waiting: '',
    saving: '',
  }[state.phase]

  async function submit() {
    setWaiting(true)
    await draft.flush()
    setWaiting(false)
    const { phase, record: latest, content } = draft.get()
    const incomplete = phase === 'saved' && lacking(latest, content).length > 0
    if (phase === 'waiting' || incomplete) onRefused()
    // Anything else is said below.
    else if (phase === 'saved') send()
  }

  function send() {
    transition.mutate(
      { to: 'submitted' },
      {
        onSuccess: onSubmitted,
        onError: (problem) => {
          if (!isProblem(problem, 422)) return
          draft.refuse(refusedIn(problem))
          onRefused()
        },
      },
    )
  }

  return (
    <div className={classes.send}>
      {may(record, 'transition:submitted') && (
        <>
          <p>{t.submitHint}</p>
          <div className={classes.buttons}>
            <Button
              size="lg"
              loading={waiting || transition.isPending}
              onClick={() => void submit()}
            >
              {record.status === 'revision_requested' ? transitions.resubmitted : t.submit}
            </Button>
            <ButtonLink
              to="/innovations/$slug"
              params={{ slug: record.slug }}
              size="lg"
              variant="default"
            >
              {t.view}
            </ButtonLink>
          </div>
        </>
      )}
      {hindrance && <Notice tone="warn">{hindrance}</Notice>}
      {error && !isProblem(error, 422) && (
        <Notice tone="bad" live>
          {isProblem(error, 412) ? common.changedMeanwhile : explain(error, words).text}
        </Notice>
      )}
    </div>
  )
}
