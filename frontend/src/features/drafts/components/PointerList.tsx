import { Notice } from '@/shared/ui/Notice'
import classes from './CheckStep.module.css'

interface Props {
  tone: 'bad' | 'warn'
  title: string
  entries: { pointer: string; text: string }[]
  onLead: (pointer: string) => void
}

/** Fields that something is to be said about; each leads there, whatever step it is in. */
export function PointerList({ tone, title, entries, onLead }: Props) {
  if (entries.length === 0) return null
  return (
    <Notice tone={tone}>
      <p className={classes.title}>{title}</p>
      <ul className={classes.list}>
        {entries.map(({ pointer, text }) => (
          <li key={pointer}>
            <button type="button" onClick={() => onLead(pointer)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
