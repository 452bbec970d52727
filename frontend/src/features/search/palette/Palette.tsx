import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useUser } from '@/shared/session/useSession'
import { Icon } from '@/shared/ui/Icon'
import { safePath } from '@/shared/url/safePath'
import { useBest } from '../api/search'
import { recent, remember } from '../model/recent'
import { useWords } from '../words/useWords'
import { entries, type Entry } from './entries'
import classes from './Palette.module.css'

const pause = 150

/** Search from the keyboard: a combobox with a list (WAI-ARIA Authoring Practices) in a dialog. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useWords()
  const id = useId()
  const dialog = useDialog()
  const navigate = useNavigate()
  const signedIn = useUser() !== undefined
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const [q] = useDebouncedValue(typed.trim(), pause)
  const { data: results = [] } = useBest(q)
  const offered = entries(t, q, q === '' ? [] : results, recent(), signedIn)
  const chosen = offered[Math.min(at, offered.length - 1)]

  function go(entry: Entry | undefined) {
    if (!entry) return
    if (entry.q) remember(entry.q)
    onClose()
    void navigate({ to: safePath(entry.url) })
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setAt((Math.min(at, offered.length - 1) + step + offered.length) % offered.length)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      const pending = typed.trim() !== q
      go(pending ? entries(t, typed.trim(), [], [], signedIn)[0] : chosen)
    }
  }

  return (
    <dialog
      ref={dialog}
      className={classes.palette}
      aria-label={t.palette.title}
      onCancel={(event) => {
        // Left to itself it would be closed a moment before this page knows, and Ctrl+K then be lost.
        event.preventDefault()
        onClose()
      }}
      onClose={onClose}
    >
      <div className={classes.field}>
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen && `${id}-${chosen.id}`}
          aria-autocomplete="list"
          aria-label={t.label}
          aria-describedby={`${id}-hint`}
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" onClick={onClose} aria-label={t.palette.close}>
          <Icon name="close" />
        </button>
      </div>
      <ul id={`${id}-list`} role="listbox" aria-label={t.palette.results} className={classes.list}>
        {offered.map((entry) => (
          <li
            key={entry.id}
            id={`${id}-${entry.id}`}
            role="option"
            aria-selected={entry === chosen}
            onClick={() => go(entry)}
            ref={entry === chosen ? intoView : undefined}
          >
            <span>{entry.label}</span>
            {entry.note && <span className={classes.note}>{entry.note}</span>}
          </li>
        ))}
      </ul>
      <p id={`${id}-hint`} className={classes.hint}>
        {t.palette.hint}
      </p>
      <p className="sr-only" role="status">
        {t.palette.count(offered.length)}
      </p>
    </dialog>
  )
}

const intoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })

/** Opens as a modal, and gives the focus back to where it was. */
function useDialog() {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    const before = document.activeElement
    shown?.showModal()
    shown?.querySelector('input')?.focus()
    return () => {
      shown?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return dialog
}
