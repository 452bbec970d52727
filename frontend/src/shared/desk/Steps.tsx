import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '@/api/problem'
import { useDesk } from '../i18n/desk'
import { useT } from '../i18n/useT'
import { Button } from '../ui/Button'
import { explain } from '../ui/explain'
import { Notice } from '../ui/Notice'
import { outcome } from '../ui/outcome'
import { Confirm, type Note } from './Confirm'
import { judging } from '../session/kept'
import { missingGuards } from './record'
import classes from './Desk.module.css'
import { useKept } from './useKept'

/** How a step is offered, what is asked before it is taken, and what is said when it was. */
export interface StepWords {
  name: string
  done: string
  /** What it brings about. A step with neither this nor a note is taken at once. */
  ask?: string | undefined
  note?: (Note & { initial?: string | undefined }) | undefined
  variant?: 'filled' | 'default' | 'danger'
}

interface Taken<S> {
  to: S
  note?: string
}

interface Props<S extends string, R> {
  /** The record and its version: notes are kept for them until they are sent. */
  name: string
  steps: readonly S[]
  words: (to: S) => StepWords
  take: UseMutationResult<R, Error, Taken<S>>
  size?: 'sm' | 'md'
}

/** A button for every step that the server says this caller may take; it asks first where there is something to ask. */
export function Steps<S extends string, R>({ name, steps, words, take, size = 'md' }: Props<S, R>) {
  // What is asked stays the same while the answer arrives and the record moves on.
  const [asked, setAsked] = useState<StepWords & { to: S }>()
  if (steps.length === 0 && !asked) return null

  function begin(to: S) {
    const step = { to, ...words(to) }
    take.reset()
    if (step.ask !== undefined || step.note) setAsked(step)
    // Not by the callbacks of the mutation: the new state may have removed this already.
    else if (!take.isPending)
      void take.mutateAsync({ to }).then(() => outcome.say(step.done), ignore)
  }

  return (
    <>
      <div className={classes.buttons}>
        {steps.map((to) => (
          <Button
            key={to}
            size={size}
            variant={words(to).variant ?? 'default'}
            loading={!asked && take.isPending && take.variables.to === to}
            onClick={() => begin(to)}
          >
            {words(to).name}
          </Button>
        ))}
      </div>
      {!asked && take.error !== null && (
        <Notice tone="bad">
          <Refused error={take.error} />
        </Notice>
      )}
      {asked && (
        <Question
          name={`${name}.${asked.to}`}
          asked={asked}
          take={take}
          onTaken={() => {
            setAsked(undefined)
            outcome.say(asked.done)
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

interface QuestionProps<S extends string, R> extends Pick<Props<S, R>, 'name' | 'take'> {
  asked: StepWords & { to: S }
  onTaken: () => void
  onClose: () => void
}

function Question<S extends string, R>(props: QuestionProps<S, R>) {
  const { name, asked, take, onTaken, onClose } = props
  const note = useKept(`${judging}${name}`, () => asked.note?.initial ?? '')
  return (
    <Confirm
      title={asked.name}
      yes={asked.name}
      danger={asked.variant === 'danger'}
      text={
        <>
          {asked.ask !== undefined && <p>{asked.ask}</p>}
          <Refused error={take.error} />
        </>
      }
      note={asked.note}
      written={[note.value, (text) => note.change(() => text)]}
      pending={take.isPending}
      onYes={(text) =>
        void take.mutateAsync({ to: asked.to, ...(text ? { note: text } : {}) }).then(() => {
          note.done()
          onTaken()
        }, ignore)
      }
      onClose={onClose}
    />
  )
}

// What is refused is read from the mutation.
const ignore = () => undefined

/** Why a step was refused, and what is to be done first. */
function Refused({ error }: { error: Error | null }) {
  const words = useT()
  const { common } = useDesk()
  if (error === null) return null
  const guards = missingGuards(error)
  // What only this case can name is in the answer.
  const named = guards.some((guard) => !common.guards[guard])
  const detail = named && isProblem(error) ? error.document.detail : undefined
  const texts =
    guards.length > 0
      ? [
          detail ??
            `${common.guard} ${guards.map((guard) => common.guards[guard] ?? guard).join(' ')}`,
        ]
      : isProblem(error, 412)
        ? [common.changedMeanwhile]
        : isProblem(error, 422)
          ? (error.document.errors ?? []).map(({ message }) => message)
          : []
  return (texts.length > 0 ? texts : [explain(error, words).text]).map((text) => (
    <p role="alert" key={text}>
      {text}
    </p>
  ))
}
