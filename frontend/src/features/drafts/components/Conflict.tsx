import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Button } from '@/shared/ui/Button'
import { Notice } from '@/shared/ui/Notice'
import type { Autosave } from '../model/autosave'
import { contentOf, type Content, type Field } from '../model/content'
import type { Conflict as Clash, DraftState } from '../model/state'
import classes from './Conflict.module.css'

interface Props {
  draft: Autosave
  state: DraftState
  conflict: Clash
}

/** Somebody saved in between: both versions side by side, and the choice. */
export function Conflict({ draft, state, conflict }: Props) {
  const { draft: t } = useDesk()
  const format = useFormat()
  const theirs = contentOf(conflict.theirs)
  return (
    <section className={classes.conflict} aria-labelledby="conflict-title">
      <Notice tone="warn" live>
        <h2 id="conflict-title">{t.conflictTitle}</h2>
        <p>{t.conflict(conflict.by ?? t.someone, format.dateTime(conflict.theirs.updated_at))}</p>
      </Notice>
      {conflict.fields.map((field) => (
        <div key={field} className={classes.field}>
          <h3>{t.fields[field]}</h3>
          <div className={classes.sides}>
            <Side title={t.mine} text={textOf(state.content, field)} />
            <Side title={t.theirs} text={textOf(theirs, field)} />
          </div>
        </div>
      ))}
      <div className={classes.buttons}>
        <Button size="md" onClick={() => void draft.choose('mine')}>
          {t.conflictMine}
        </Button>
        <Button size="md" variant="default" onClick={() => void draft.choose('theirs')}>
          {t.conflictTheirs}
        </Button>
      </div>
    </section>
  )
}

function Side({ title, text }: { title: string; text: string }) {
  const { common } = useDesk()
  return (
    <div className={classes.side}>
      <p>{title}</p>
      <div lang={recordLanguage}>{text || <em>{common.empty}</em>}</div>
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
