import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Icon } from '@/shared/ui/Icon'
import { useWriting } from '../words/useWriting'
import classes from './Form.module.css'

interface Props {
  items: { id: string; title: string }[]
  onRemove: (id: string) => void
}

/** What was chosen; each can be taken away. */
export function Chips({ items, onRemove }: Props) {
  const { form: t } = useWriting()
  if (items.length === 0) return null
  return (
    <ul className={classes.chips}>
      {items.map(({ id, title }) => (
        <li key={id}>
          <span lang={recordLanguage}>{title}</span>
          <button type="button" aria-label={t.removeOf(title)} onClick={() => onRemove(id)}>
            <Icon name="close" size={16} />
          </button>
        </li>
      ))}
    </ul>
  )
}
