import type { ReactNode } from 'react'
import { useFormat } from '../format/useFormat'
import { useDesk } from '../i18n/desk'
import { Icon } from '../ui/Icon'
import classes from './Field.module.css'
import { length } from './length'

export interface FieldFrame {
  id: string
  label: string
  hint?: ReactNode
  error?: string | undefined
  optional?: boolean
}

/** What a control has to say about itself, for `aria-describedby`. */
interface Described {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean | undefined
}

interface Props extends FieldFrame {
  /** Of how many characters how many are used. */
  used?: { length: number; limit: number }
  children: (control: Described) => ReactNode
}

/** Label, hint, control, what is left, error: the same for every kind of control. */
export function Field({ id, label, hint, error, optional, used, children }: Props) {
  const t = useDesk().common
  const described = [hint && `${id}-hint`, used && `${id}-left`, error && `${id}-error`]
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {label}
        {optional && <span className={classes.optional}> ({t.optional})</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described.filter(Boolean).join(' ') || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {used && <Left id={`${id}-left`} {...used} />}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

function Left({ id, length, limit }: { id: string; length: number; limit: number }) {
  const t = useDesk().common
  const format = useFormat()
  const left = limit - length
  return (
    <p id={id} className={classes.left} data-over={left < 0}>
      {left < 0 ? t.charactersOver(format.number(-left)) : t.charactersLeft(format.number(left))}
    </p>
  )
}

export const FieldError = ({ id, children }: { id: string; children: ReactNode }) => (
  <p id={id} className={classes.error}>
    <Icon name="warning" size={18} />
    {children}
  </p>
)

interface TextProps extends FieldFrame {
  value: string
  onChange: (value: string) => void
  limit?: number
  type?: 'text' | 'email' | 'url' | 'date' | 'time' | 'search'
  inputMode?: 'decimal' | 'numeric'
  autoComplete?: string
  lang?: string
}

export function TextField({ value, onChange, limit, type = 'text', ...rest }: TextProps) {
  const { inputMode, autoComplete, lang, ...frame } = rest
  return (
    <Field {...frame} used={limit ? { length: length(value), limit } : undefined}>
      {(control) => (
        <input
          {...control}
          type={type}
          inputMode={inputMode}
          autoComplete={autoComplete ?? 'off'}
          lang={lang}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

interface AreaProps extends FieldFrame {
  value: string
  onChange: (value: string) => void
  limit?: number
  rows?: number
  lang?: string
}

export function AreaField({ value, onChange, limit, rows = 5, lang, ...frame }: AreaProps) {
  return (
    <Field {...frame} used={limit ? { length: length(value), limit } : undefined}>
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          lang={lang}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

interface ChoiceProps extends FieldFrame {
  value: string
  onChange: (value: string) => void
  options: { value: string; label: string }[]
}

export function ChoiceField({ value, onChange, options, ...frame }: ChoiceProps) {
  return (
    <Field {...frame}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface CheckProps {
  id?: string
  label: string
  hint?: string
  checked: boolean
  onChange: (checked: boolean) => void
}

export const CheckField = ({ id, label, hint, checked, onChange }: CheckProps) => (
  <label className={classes.check}>
    <input
      id={id}
      type="checkbox"
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
    <span>
      {label}
      {hint && <span className={classes.hint}>{hint}</span>}
    </span>
  </label>
)
