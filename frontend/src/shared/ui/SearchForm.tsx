import { useId, useState, type ReactNode } from 'react'
import { Button } from './Button'
import { Icon } from './Icon'
import classes from './SearchForm.module.css'

interface Props {
  label: string
  hint?: string
  placeholder?: string
  submit: ReactNode
  initial?: string
  size?: 'md' | 'lg'
  labelHidden?: boolean
  /** Where room is short: a sign on the button says it, none in the field. */
  narrow?: boolean
  onSearch: (q: string) => void
}

export function SearchForm(props: Props) {
  const { label, hint, placeholder, submit, initial = '', size = 'md', labelHidden, narrow } = props
  const [q, setQ] = useState(initial)
  const id = useId()
  return (
    <form
      role="search"
      className={classes.form}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        props.onSearch(q.trim())
      }}
    >
      <label htmlFor={id} className={labelHidden ? 'sr-only' : classes.label}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      )}
      <div className={classes.row} data-size={size} data-narrow={narrow}>
        {!narrow && <Icon name="search" />}
        <input
          id={id}
          type="search"
          name="q"
          aria-describedby={hint ? `${id}-hint` : undefined}
          placeholder={placeholder}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          maxLength={200}
          enterKeyHint="search"
        />
        <Button type="submit" size={size}>
          {narrow && <Icon name="search" />}
          <span className={narrow ? 'sr-only' : undefined}>{submit}</span>
        </Button>
      </div>
    </form>
  )
}
