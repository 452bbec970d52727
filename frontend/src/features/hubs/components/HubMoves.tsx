import { may, nextSteps } from '@/api/allowed'
import type { Hub, HubStatus } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { Steps, type StepWords } from '@/shared/desk/Steps'
import { useDesk } from '@/shared/i18n/desk'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useMoveHub } from '../api/move'

const grave: readonly HubStatus[] = ['declined', 'closed', 'dormant']
/** Who said so, when, and by which letter: the server asks for it. */
const evidenced: readonly HubStatus[] = ['agreed', 'declined']

/** On the page of a hub: what the server lets this reader do with it. */
export function HubMoves({ hub }: { hub: Hub }) {
  const { hubMoves: t, common } = useDesk()
  const { label } = useVocabulary()
  const take = useMoveHub(hub)
  const steps = nextSteps(hub)
  const members = may(hub, 'members')
  if (steps.length === 0 && !members) return null
  const words = (to: HubStatus): StepWords => ({
    name:
      to === 'active' && hub.status === 'dormant'
        ? t.revive
        : (t.names[to] ?? label('hub_statuses', to)),
    done: common.statusNow(label('hub_statuses', to)),
    ask: t.ask[to],
    note: evidenced.includes(to)
      ? { label: t.evidence, missing: t.evidenceMissing }
      : { label: t.why, optional: true },
    variant: grave.includes(to) ? 'danger' : to === 'active' ? 'filled' : 'default',
  })
  return (
    <section className={desk.actions} aria-label={t.label} data-screen-only>
      <div className={desk.buttons}>
        {members && (
          <ButtonLink
            to="/hubs/$slug/members"
            params={{ slug: hub.slug }}
            variant="default"
            size="md"
          >
            {t.members}
          </ButtonLink>
        )}
        <Steps name={`hub.${hub.id}.${hub.version}`} steps={steps} words={words} take={take} />
      </div>
    </section>
  )
}
