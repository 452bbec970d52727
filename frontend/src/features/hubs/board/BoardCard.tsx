import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Hub } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { daysWaiting, nextOf } from '../model/board'
import classes from './Board.module.css'

/** An institution on its way: how long it waits, and for whom. */
export function BoardCard({ hub }: { hub: Hub }) {
  const { hubs: t } = useT()
  const { label } = useVocabulary()
  const [now] = useState(() => Date.now())
  const next = nextOf(hub)
  return (
    <article className={classes.card}>
      <h3>
        <Link to="/hubs/$slug" params={{ slug: hub.slug }} lang={recordLanguage}>
          {hub.institution.short_name}
        </Link>
      </h3>
      <p className={classes.meta}>
        {label('institution_kinds', hub.institution.kind)}
        {next && ` · ${t.board.waiting(daysWaiting(hub, now))}`}
        {!next && hub.formed_year && ` · ${t.formedIn(hub.formed_year)}`}
      </p>
      {next && (
        <p className={classes.next}>
          <span>{t.board.next}:</span> {t.board.nexts[next]}
        </p>
      )}
    </article>
  )
}
