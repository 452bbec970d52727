import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '@/api/problem'
import { useDesk } from '../i18n/desk'
import { useT } from '../i18n/useT'
import { Button } from '../ui/Button'
import { explain } from '../ui/explain'
import { Confirm } from './Confirm'
import { missingGuards } from './record'
import classes from './Desk.module.css'

/** How a step is offered, and what is asked before it is taken. */
export interface StepWords {
  name: string
  ask?: string | undefined
  note?: { label: string; optional?: boolean; missing?: string } | undefined
  variant?: 'filled' | 'default' | 'danger'
}

interface Taken<S> {
  to: S
  note?: string
}

interface Props<S extends string, R> {
  steps: readonly S[]
  words: (to: S) => StepWords
  take: UseMutationResult<R, Error, Taken<S>>
  size?: 'sm' | 'md'
  onDone?: ((record: R) => void) | undefined
}

/** A button for every step that the server says this caller may take; each asks first. */
export function Steps<S extends string, R>({
  steps,
  words,
  take,
  size = 'md',
  onDone,
}: Props<S, R>) {
  // What is asked stays the same while the answer arrives and the record moves on.
  const [asked, setAsked] = useState<StepWords & { to: S }>()
  if (steps.length === 0 && !asked) return null
  return (
    <>
      <div className={classes.buttons}>
        {steps.map((to) => (
          <Button
            key={to}
            size={size}
            variant={words(to).variant ?? 'default'}
            onClick={() => {
              take.reset()
              setAsked({ to, ...words(to) })
            }}
          >
            {words(to).name}
          </Button>
        ))}
      </div>
      {asked && (
        <Confirm
          title={asked.name}
          yes={asked.name}
          danger={asked.variant === 'danger'}
          text={<Asked text={asked.ask} error={take.error} />}
          note={asked.note}
          pending={take.isPending}
          error={isExplained(take.error) ? null : take.error}
          onYes={(note) =>
            take.mutate(
              { to: asked.to, ...(note ? { note } : {}) },
              {
                onSuccess: (record) => {
                  setAsked(undefined)
                  onDone?.(record)
                },
              },
            )
          }
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

const isExplained = (error: unknown) =>
  missingGuards(error).length > 0 || isProblem(error, 412) || isProblem(error, 422)

function Asked({ text, error }: { text: string | undefined; error: unknown }) {
  const words = useT()
  const { common } = useDesk()
  const guards = missingGuards(error)
  return (
    <>
      {text && <p>{text}</p>}
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
  )
}
