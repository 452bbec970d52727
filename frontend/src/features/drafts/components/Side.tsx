import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import type { Content, Field } from '../model/content'
import classes from './Conflict.module.css'

interface Props {
  title?: string
  content: Content
  field: Field
}

/** What a field holds on one side, to read and to copy. */
export function Side({ title, content, field }: Props) {
  const { common } = useDesk()
  return (
    <div className={classes.side}>
      {title && <p>{title}</p>}
      <div lang={recordLanguage}>{textOf(content, field) || <em>{common.empty}</em>}</div>
    </div>
  )
}

function textOf(content: Content, field: Field): string {
  const value = content[field]
  if (typeof value === 'string') return value
  return value
    .map((row) =>
      typeof row === 'object' ? Object.values(row).filter(Boolean).join(' · ') : String(row),
    )
    .join('\n')
}
