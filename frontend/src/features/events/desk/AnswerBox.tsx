import type { Event, Participant } from '@/api/types'
import { isProblem } from '@/api/problem'
import desk from '@/shared/desk/Desk.module.css'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { useUser } from '@/shared/session/useSession'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { Panel } from '@/shared/ui/Panel'
import { useRecordParticipant } from '../api/participants'
import { participantOf } from '../model/participants'
import classes from './Desk.module.css'

const answers = ['attending', 'declined'] as const

/** For an invited institution's own people. */
export function AnswerBox({ event }: { event: Event }) {
  const user = useUser()
  const own = participantOf(event, user?.institution_id ?? undefined)
  return own ? <Answer event={event} own={own} /> : null
}

function Answer({ event, own }: { event: Event; own: Participant }) {
  const words = useT()
  const { events: t, common } = useDesk()
  const record = useRecordParticipant(event)
  const sent = record.variables?.change.response
  return (
    <section className={classes.answer} aria-labelledby="answer" data-screen-only>
      <Panel>
        <h2 id="answer" lang={recordLanguage}>
          {t.answer.title(own.institution.name)}
        </h2>
        <p>{t.answer.lead}</p>
        <div className={desk.buttons} role="group" aria-labelledby="answer">
          {answers.map((response) => (
            <Button
              key={response}
              size="md"
              variant={own.response === response ? 'filled' : 'default'}
              aria-pressed={own.response === response}
              loading={record.isPending && sent === response}
              onClick={() => {
                if (!record.isPending) record.mutate({ before: own, change: { response } })
              }}
            >
              {t.answer[response]}
            </Button>
          ))}
        </div>
        <p role="status">
          {record.isSuccess && t.answer.saved(words.events.responses[record.data.response])}
        </p>
        {record.error && (
          <Notice tone="bad" live>
            {isProblem(record.error, 412)
              ? common.changedMeanwhile
              : explain(record.error, words).text}
          </Notice>
        )}
      </Panel>
    </section>
  )
}
