import { Link } from '@tanstack/react-router'
import type { Hub } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './HubCard.module.css'
import { HubStatusTag } from './HubStatusTag'

export function HubCard({ hub }: { hub: Hub }) {
  const t = useT()
  const format = useFormat()
  const { label } = useVocabulary()
  return (
    <article className={classes.card}>
      <h3>
        <Link to="/hubs/$slug" params={{ slug: hub.slug }}>
          {hub.name}
        </Link>
      </h3>
      <p className={classes.meta}>
        {label('institution_kinds', hub.institution.kind)}
        {hub.basis && ` · ${label('hub_bases', hub.basis)}`}
      </p>
      <p className={classes.foot}>
        <HubStatusTag status={hub.status} />
        <span>{t.hubs.innovations(format.number(hub.innovations_published))}</span>
      </p>
    </article>
  )
}
