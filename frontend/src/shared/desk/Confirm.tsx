import { useEffect, useId, useRef, useState, type ReactNode, type SubmitEvent } from 'react'
import { createPortal } from 'react-dom'
import { useDesk } from '../i18n/desk'
import { useT } from '../i18n/useT'
import { Button } from '../ui/Button'
import { explain } from '../ui/explain'
import { Notice } from '../ui/Notice'
import classes from './Confirm.module.css'
import { AreaField } from './Field'

export interface Note {
  label: string
  hint?: string | undefined
  optional?: boolean
  missing?: string
}

interface Props {
  title: string
  text: ReactNode
  yes: string
  danger?: boolean
  /** Asks for a note, which must be written unless it is optional. */
  note?: Note | undefined
  /** Holds what is written, where it must outlive the dialog. */
  written?: [string, (text: string) => void] | undefined
  pending: boolean
  error?: unknown
  onYes: (note: string) => void
  onClose: () => void
}

/** Asks before something is done. Where it is open, it is mounted: the caller decides when. */
export function Confirm(props: Props) {
  const { title, text, yes, danger, note, pending, error, onYes, onClose } = props
  const t = useT()
  const desk = useDesk()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const here = useState('')
  const [written, setWritten] = props.written ?? here
  const [missing, setMissing] = useState(false)

  useEffect(() => {
    const shown = dialog.current
    const before = document.activeElement
    shown?.showModal()
    return () => {
      shown?.close()
      // The button that opened it may be gone with what it did.
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  function submit(event: SubmitEvent) {
    event.preventDefault()
    event.stopPropagation()
    const empty = note !== undefined && !note.optional && written.trim() === ''
    setMissing(empty)
    if (empty) document.getElementById(`${id}-note`)?.focus()
    else if (!pending) onYes(written.trim())
  }

  // Outside of where it is asked: a form has no place in another form, and what is sent here is not for that one.
  return createPortal(
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <form className={classes.body} onSubmit={submit} noValidate>
        <h2 id={`${id}-title`}>{title}</h2>
        <div>{text}</div>
        {note && (
          <AreaField
            id={`${id}-note`}
            label={note.label}
            hint={note.hint}
            optional={note.optional}
            value={written}
            onChange={setWritten}
            error={missing ? (note.missing ?? desk.common.noteRequired) : undefined}
          />
        )}
        {error !== undefined && error !== null && (
          <Notice tone="bad" live>
            {explain(error, t).text}
          </Notice>
        )}
        <div className={classes.buttons}>
          <Button type="submit" size="md" variant={danger ? 'danger' : 'filled'} loading={pending}>
            {yes}
          </Button>
          <Button size="md" variant="default" onClick={onClose}>
            {desk.common.cancel}
          </Button>
        </div>
      </form>
    </dialog>,
    document.body,
  )
}
