import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Innovation, Status } from '@/api/types'
import { useDesk, type Desk } from '../i18n/desk'
import { useT } from '../i18n/useT'
import { Button } from '../ui/Button'
import { explain } from '../ui/explain'
import { Confirm } from './Confirm'
import { missingGuards, nextSteps, useTransition } from './record'
import classes from './Desk.module.css'

interface Props {
  record: Innovation
  /** Those that have a place of their own on the page. */
  except?: readonly Status[]
  size?: 'sm' | 'md'
  onDone?: (record: Innovation) => void
}

const grave: readonly Status[] = ['rejected', 'archived']
const main: readonly Status[] = ['submitted', 'published', 'in_review']

/** A button for every step that the server says this caller may take; each asks first. */
export function TransitionButtons({ record, except = [], size = 'md', onDone }: Props) {
  const { transitions: t } = useDesk()
  const [asked, setAsked] = useState<Status>()
  const steps = nextSteps(record).filter((step) => !except.includes(step))
  if (steps.length === 0 && !asked) return null
  return (
    <>
      <div className={classes.buttons}>
        {steps.map((to) => (
          <Button
            key={to}
            size={size}
            variant={grave.includes(to) ? 'danger' : main.includes(to) ? 'filled' : 'default'}
            onClick={() => setAsked(to)}
          >
            {nameOf(to, record.status, t)}
          </Button>
        ))}
      </div>
      {asked && (
        <Ask
          record={record}
          to={asked}
          onClose={() => setAsked(undefined)}
          onDone={(after) => {
            setAsked(undefined)
            onDone?.(after)
          }}
        />
      )}
    </>
  )
}

interface AskProps {
  record: Innovation
  to: Status
  onClose: () => void
  onDone: (record: Innovation) => void
}

function Ask({ record, to, onClose, onDone }: AskProps) {
  const words = useT()
  const { transitions: t, common } = useDesk()
  const transition = useTransition(record)
  // What is asked stays the same while the answer arrives and the record moves on.
  const [from] = useState(record.status)
  const name = nameOf(to, from, t)
  const note = to === 'revision_requested' || to === 'rejected' ? t.noteFor[to] : undefined
  const guards = missingGuards(transition.error)
  const error = transition.error
  return (
    <Confirm
      title={name}
      yes={name}
      danger={grave.includes(to)}
      text={
        <>
          {to === 'in_review' ? null : <p>{t.ask[to]}</p>}
          {guards.length > 0 && (
            <p role="alert">
              {common.guard} {guards.map((guard) => common.guards[guard] ?? guard).join(' ')}
            </p>
          )}
          {isProblem(error, 412) && <p role="alert">{common.changedMeanwhile}</p>}
          {isProblem(error, 422) &&
            error.document.errors?.map((one) => (
              <p role="alert" key={one.pointer}>
                {one.message || explain(error, words).text}
              </p>
            ))}
        </>
      }
      note={note ? { label: note } : undefined}
      pending={transition.isPending}
      error={guards.length > 0 || isProblem(error, 412) || isProblem(error, 422) ? null : error}
      onYes={(written) =>
        transition.mutate({ to, note: written || undefined }, { onSuccess: onDone })
      }
      onClose={onClose}
    />
  )
}

function nameOf(to: Status, from: Status, t: Desk['transitions']) {
  if (to === 'submitted' && from === 'revision_requested') return t.resubmitted
  if (to === 'draft' && from === 'rejected') return t.redraft
  if (to === 'published' && from === 'archived') return t.republished
  return t[to]
}
