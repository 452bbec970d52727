import { may, nextSteps } from '@/api/allowed'
import type { Event } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { useNow } from '@/shared/desk/useNow'
import { useFormat } from '@/shared/format/useFormat'
import { Steps } from '@/shared/desk/Steps'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { useMoveEvent } from '../api/changes'
import { AnswerBox } from './AnswerBox'
import { DeleteEvent } from './DeleteEvent'

/** At the top of an event: what the server lets this reader do with it. */
export default function Bar({ event }: { event: Event }) {
  const { events: t } = useDesk()
  return (
    <>
      {may(event, 'answer') && <AnswerBox event={event} />}
      {event.allowed_actions?.some((action) => action !== 'answer' && action !== 'check_in') && (
        <section className={desk.actions} aria-label={t.bar} data-screen-only>
          <div className={desk.buttons}>
            {may(event, 'update') && (
              <ButtonLink
                to="/events/$id/edit"
                params={{ id: event.id }}
                variant="default"
                size="md"
              >
                {t.edit}
              </ButtonLink>
            )}
            <Moves event={event} />
            {may(event, 'delete') && <DeleteEvent event={event} />}
          </div>
        </section>
      )}
    </>
  )
}

function Moves({ event }: { event: Event }) {
  const { events: t, common } = useDesk()
  const words = useT()
  const format = useFormat()
  const now = useNow()
  const take = useMoveEvent(event.id)
  const begun = now >= Date.parse(event.starts_at)
  return (
    <>
      <Steps
        name={`event.${event.id}.${event.version}`}
        steps={nextSteps(event).filter((to) => to !== 'held' || begun)}
        words={(to) => ({
          name: t.moves[to] ?? words.events.statuses[to],
          done: common.statusNow(words.events.statuses[to]),
          ask: t.ask[to],
          variant: to === 'cancelled' ? 'danger' : 'filled',
          note: to === 'cancelled' ? { label: t.cancelNote, optional: true } : undefined,
        })}
        take={take}
      />
      {event.status === 'open' && !begun && <p>{t.heldFrom(format.dateTime(event.starts_at))}</p>}
    </>
  )
}
