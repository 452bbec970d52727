import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '@/api/problem'
import { useDesk } from '../i18n/desk'
import { useT } from '../i18n/useT'
import { Button } from '../ui/Button'
import { explain } from '../ui/explain'
import { Confirm, type Note } from './Confirm'
import { judging } from '../session/kept'
import { missingGuards } from './record'
import classes from './Desk.module.css'
import { useKept } from './useKept'

/** How a step is offered, and what is asked before it is taken. */
export interface StepWords {
  name: string
  ask?: string | undefined
  note?: Note | undefined
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
  onDone?: ((record: R) => void) | undefined
}

/** A button for every step that the server says this caller may take; each asks first. */
export function Steps<S extends string, R>({
  name,
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
        <Question
          name={`${name}.${asked.to}`}
          asked={asked}
          take={take}
          onTaken={(record) => {
            setAsked(undefined)
            onDone?.(record)
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

interface QuestionProps<S extends string, R> extends Pick<Props<S, R>, 'name' | 'take'> {
  asked: StepWords & { to: S }
  onTaken: (record: R) => void
  onClose: () => void
}

function Question<S extends string, R>(props: QuestionProps<S, R>) {
  const { name, asked, take, onTaken, onClose } = props
  const note = useKept(`${judging}${name}`, () => '')
  return (
    <Confirm
      title={asked.name}
      yes={asked.name}
      danger={asked.variant === 'danger'}
      text={<Asked text={asked.ask} error={take.error} />}
      note={asked.note}
      written={[note.value, (text) => note.change(() => text)]}
      pending={take.isPending}
      error={isExplained(take.error) ? null : take.error}
      onYes={(text) =>
        // Not by the callbacks of the mutation: the new state may have removed this already.
        void take.mutateAsync({ to: asked.to, ...(text ? { note: text } : {}) }).then(
          (record) => {
            note.done()
            onTaken(record)
          },
          () => undefined,
        )
      }
      onClose={onClose}
    />
  )
}

const isExplained = (error: unknown) =>
  missingGuards(error).length > 0 || isProblem(error, 412) || isProblem(error, 422)

function Asked({ text, error }: { text: string | undefined; error: unknown }) {
  const words = useT()
  const { common } = useDesk()
  const guards = missingGuards(error)
  // What only this case can name is in the answer.
  const named = guards.some((guard) => !common.guards[guard])
  const detail = named && isProblem(error) ? error.document.detail : undefined
  return (
    <>
      {text && <p>{text}</p>}
      {guards.length > 0 && (
        <p role="alert">
          {detail ??
            `${common.guard} ${guards.map((guard) => common.guards[guard] ?? guard).join(' ')}`}
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
