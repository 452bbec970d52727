import { useEffect, useRef } from 'react'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { Notice } from '@/shared/ui/Notice'
import type { Autosave } from '../model/autosave'
import { contentOf, type Field } from '../model/content'
import type { Conflict as Clash, DraftState } from '../model/state'
import classes from './Conflict.module.css'
import { Side } from './Side'

interface Props {
  draft: Autosave
  state: DraftState
  conflict: Clash
  /** The question goes away with the focus: where writing goes on. */
  onChosen: (field: Field) => void
}

/** Both changed the same fields in between: both versions side by side, and the choice. */
export function Conflict({ draft, state, conflict, onChosen }: Props) {
  const { draft: t } = useDesk()
  const format = useFormat()
  const heading = useRef<HTMLHeadingElement>(null)
  // Nothing is saved until it is answered: it comes to the writer, wherever on the page they are.
  useEffect(() => heading.current?.focus(), [])
  const theirs = contentOf(conflict.theirs)
  const choose = (whose: 'mine' | 'theirs') => {
    void draft.choose(whose)
    if (conflict.fields[0]) onChosen(conflict.fields[0])
  }
  return (
    <section className={classes.conflict} aria-labelledby="conflict-title">
      <Notice tone="warn">
        <h2 id="conflict-title" ref={heading} tabIndex={-1} aria-describedby="conflict-text">
          {t.conflictTitle}
        </h2>
        <p id="conflict-text">
          {t.conflict(conflict.by ?? t.someone, format.dateTime(conflict.theirs.updated_at))}
        </p>
      </Notice>
      {conflict.fields.map((field) => (
        <div key={field} className={classes.field}>
          <h3>{t.fields[field]}</h3>
          <div className={classes.sides}>
            <Side title={t.mine} content={state.content} field={field} />
            <Side title={t.theirs} content={theirs} field={field} />
          </div>
        </div>
      ))}
      <div className={classes.buttons}>
        <Button size="md" onClick={() => choose('mine')}>
          {t.conflictMine}
        </Button>
        <Button size="md" variant="default" onClick={() => choose('theirs')}>
          {t.conflictTheirs}
        </Button>
      </div>
    </section>
  )
}
