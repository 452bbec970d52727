import { useId } from 'react'
import classes from './SelectField.module.css'

interface Props {
  label: string
  value: string
  options: { value: string; label: string }[]
  inline?: boolean
  className?: string
  onChange: (value: string) => void
}

/** The browser's own select: it works everywhere, best of all on phones. */
export function SelectField({ label, value, options, inline, className = '', onChange }: Props) {
  const id = useId()
  return (
    <div className={`${classes.field ?? ''} ${className}`} data-inline={inline}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
