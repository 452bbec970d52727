import { nextSteps } from '@/api/allowed'
import type { Innovation, Status } from '@/api/types'
import { useDesk, type Desk } from '../i18n/desk'
import { useTransition } from './record'
import { Steps } from './Steps'

interface Props {
  record: Innovation
  /** Those that have a place of their own on the page. */
  except?: readonly Status[]
  /** Those that wait for something else, which is to be done first. */
  later?: readonly Status[]
  /** What the reviewer has said to the author already: the note of a decision begins with it. */
  comment?: string | undefined
  size?: 'sm' | 'md'
}

const grave: readonly Status[] = ['rejected', 'archived']
const main: readonly Status[] = ['submitted', 'published', 'in_review']

/** The steps that an innovation may be taken. */
export function TransitionButtons({ record, except = [], later = [], comment, size }: Props) {
  const { transitions: t } = useDesk()
  const take = useTransition(record)
  return (
    <Steps
      name={`innovation.${record.id}.${record.version}`}
      steps={nextSteps(record).filter((step) => !except.includes(step))}
      words={(to) => ({
        name: nameOf(to, record.status, t),
        done: to === 'published' && record.status === 'archived' ? t.done.republished : t.done[to],
        ask: to === 'in_review' ? undefined : t.ask[to],
        note:
          to === 'revision_requested' || to === 'rejected'
            ? { label: t.noteFor[to], hint: comment && t.noteHint, initial: comment }
            : undefined,
        variant: grave.includes(to)
          ? 'danger'
          : main.includes(to) && !later.includes(to)
            ? 'filled'
            : 'default',
      })}
      take={take}
      size={size}
    />
  )
}

function nameOf(to: Status, from: Status, t: Desk['transitions']) {
  if (to === 'submitted' && from === 'revision_requested') return t.resubmitted
  if (to === 'draft' && from === 'rejected') return t.redraft
  if (to === 'published' && from === 'archived') return t.republished
  return t[to]
}
