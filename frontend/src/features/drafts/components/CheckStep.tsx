import { useState } from 'react'
import { may } from '@/api/allowed'
import { isProblem } from '@/api/problem'
import type { Innovation } from '@/api/types'
import { useTransition } from '@/shared/desk/record'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import type { Autosave } from '../model/autosave'
import type { Fault } from '../model/check'
import { refusedIn } from '../model/refused'
import type { DraftState } from '../model/state'
import classes from './CheckStep.module.css'
import { DeleteDraft } from './DeleteDraft'
import { PointerList } from './PointerList'
import { faultText, fieldName } from './words'

interface Props {
  draft: Autosave
  state: DraftState
  faults: Fault[]
  onLead: (pointer: string) => void
  onSubmitted: (record: Innovation) => void
  onGone: () => void
}

export function CheckStep(props: Props) {
  const { state, faults, onLead } = props
  const { draft: t } = useDesk()
  const format = useFormat()
  const { record } = state
  const said = new Set(faults.map(({ pointer }) => pointer))
  const missing = (record?.completeness_missing ?? []).filter(({ pointer }) => !said.has(pointer))
  return (
    <div className={classes.check}>
      <PointerList
        tone="bad"
        title={t.faultsTitle(faults.length)}
        entries={faults.map((fault) => ({
          pointer: fault.pointer,
          text: `${fieldName(fault.pointer, t)}: ${faultText(fault, t, format)}`,
        }))}
        onLead={onLead}
      />
      {record && missing.length === 0 && faults.length === 0 && (
        <Notice tone="good">{t.missingNone}</Notice>
      )}
      <PointerList
        tone="warn"
        title={t.missingTitle(missing.length)}
        entries={missing.map(({ pointer }) => ({ pointer, text: fieldName(pointer, t) }))}
        onLead={onLead}
      />
      {record && <Send {...props} record={record} />}
      {record && may(record, 'delete') && <DeleteDraft {...props} record={record} />}
    </div>
  )
}

function Send({ draft, state, record, onSubmitted }: Props & { record: Innovation }) {
  const words = useT()
  const { draft: t, transitions, common } = useDesk()
  const transition = useTransition(record)
  const [waiting, setWaiting] = useState(false)
  const { error } = transition

  async function submit() {
    setWaiting(true)
    await draft.flush()
    setWaiting(false)
    const { phase, record: latest } = draft.get()
    if (phase !== 'saved' || !latest) return
    transition.mutate(
      { to: 'submitted' },
      {
        onSuccess: (after) => {
          draft.discard()
          onSubmitted(after)
        },
        onError: (problem) => {
          if (isProblem(problem, 422)) draft.refuse(refusedIn(problem))
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
      {state.phase === 'offline' && <Notice tone="warn">{t.submitOffline}</Notice>}
      {error && !isProblem(error, 422) && (
        <Notice tone="bad" live>
          {isProblem(error, 412) ? common.changedMeanwhile : explain(error, words).text}
        </Notice>
      )}
    </div>
  )
}
