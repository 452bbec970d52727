import { useState } from 'react'
import type { Hub } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import type { Column } from '../model/board'
import classes from './Board.module.css'
import { BoardCard } from './BoardCard'

interface Props {
  status: Column
  hubs: Hub[]
}

const shown = 10

export function BoardColumn({ status, hubs }: Props) {
  const { hubs: t } = useT()
  const format = useFormat()
  const { label } = useVocabulary()
  const [all, setAll] = useState(false)
  const id = `column-${status}`
  return (
    <li className={classes.column}>
      <section aria-labelledby={id}>
        <h2 id={id}>
          {label('hub_statuses', status)} <span>{format.number(hubs.length)}</span>
        </h2>
        {hubs.length === 0 ? (
          <p className={classes.none}>{t.board.none}</p>
        ) : (
          <ul className={classes.cards}>
            {(all ? hubs : hubs.slice(0, shown)).map((hub) => (
              <li key={hub.id}>
                <BoardCard hub={hub} />
              </li>
            ))}
          </ul>
        )}
        {!all && hubs.length > shown && (
          <Button variant="subtle" onClick={() => setAll(true)}>
            {t.board.showAll(format.number(hubs.length))}
            <span className="sr-only">: {label('hub_statuses', status)}</span>
          </Button>
        )}
      </section>
    </li>
  )
}
