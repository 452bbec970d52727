import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Report } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import desk from '@/shared/desk/Desk.module.css'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { useDecide, useModerateReported } from '../api/reports'
import { useWriting } from '../words/useWriting'

type Step = 'upheld' | 'dismissed' | 'moderate'

/** Decides a report, and hides its text or shows it again: two steps, in any order. */
export function DecideReport({ report }: { report: Report }) {
  const t = useWriting()
  const { common } = useDesk()
  const [asked, setAsked] = useState<Step>()
  const decide = useDecide(report)
  const moderate = useModerateReported(report)
  const appeal = report.reason === 'appeal'
  const clash = isProblem(decide.error, 412)
  const close = { onSuccess: () => setAsked(undefined) }
  const ask = (step: Step) => () => {
    decide.reset()
    moderate.reset()
    setAsked(step)
  }
  const words: Record<'upheld' | 'dismissed', [name: string, ask: string]> = {
    upheld: appeal
      ? [t.moderation.grant, t.moderation.grantAsk]
      : [t.moderation.uphold, t.moderation.upholdAsk],
    dismissed: appeal
      ? [t.moderation.refuse, t.moderation.refuseAsk]
      : [t.moderation.dismiss, t.moderation.dismissAsk],
  }
  const moderation = appeal ? t.moderation.show : t.moderation.hide
  return (
    <>
      <div className={desk.buttons}>
        <Button size="md" onClick={ask('upheld')}>
          {words.upheld[0]}
        </Button>
        <Button size="md" variant="default" onClick={ask('dismissed')}>
          {words.dismissed[0]}
        </Button>
        <Button size="md" variant={appeal ? 'default' : 'danger'} onClick={ask('moderate')}>
          {moderation}
        </Button>
      </div>
      <p role="status">
        {moderate.isSuccess && (appeal ? t.moderation.shown : t.moderation.hidden)}
      </p>
      {asked === 'moderate' && (
        <Confirm
          title={moderation}
          text={appeal ? t.ask.shown : t.ask.hidden}
          yes={moderation}
          danger={!appeal}
          note={appeal ? undefined : { label: t.hideReason, missing: t.hideMissing }}
          pending={moderate.isPending}
          error={moderate.error}
          onYes={(note) => moderate.mutate({ hidden: !appeal, ...(note ? { note } : {}) }, close)}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked && asked !== 'moderate' && (
        <Confirm
          title={words[asked][0]}
          text={
            <>
              <p>{words[asked][1]}</p>
              {clash && <p role="alert">{common.changedMeanwhile}</p>}
            </>
          }
          yes={words[asked][0]}
          note={{ label: t.moderation.answer, optional: true }}
          pending={decide.isPending}
          error={clash ? null : decide.error}
          onYes={(answer) => decide.mutate({ status: asked, ...(answer ? { answer } : {}) }, close)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}
