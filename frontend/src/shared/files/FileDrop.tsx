import { useId, useState, type ReactNode } from 'react'
import classes from './FileDrop.module.css'

interface Props {
  label: string
  hint?: ReactNode
  accept: string
  multiple?: boolean
  busy?: boolean
  onFiles: (files: File[]) => void
}

/** A file by choosing or by dropping it. */
export function FileDrop({ label, hint, accept, multiple, busy, onFiles }: Props) {
  const id = useId()
  const [over, setOver] = useState(false)
  const give = (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, multiple ? 20 : 1)
    if (files.length > 0 && !busy) onFiles(files)
  }
  return (
    <div
      className={classes.drop}
      data-over={over}
      aria-busy={busy}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        give(event.dataTransfer.files)
      }}
    >
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      )}
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          give(event.currentTarget.files)
          // The same file may be chosen again.
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
