import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Section } from '@/shared/ui/Section'
import { useNewest } from '../api/notifications'
import { Headline } from './Headline'
import classes from './Notifications.module.css'

/** The newest that were not read, among what waits. */
export function Newest() {
  const { notifications: t } = useDesk()
  const format = useFormat()
  const { data } = useNewest()
  if (!data || data.items.length === 0) return null
  return (
    <Section
      title={t.newest}
      action={
        <ButtonLink to="/notifications" variant="default">
          {t.toAll}
        </ButtonLink>
      }
    >
      <ul className={classes.list}>
        {data.items.map((item) => (
          <li key={item.id} className={classes.item} data-unread="true">
            <div>
              <Headline item={item} />
              <time dateTime={item.created_at}>{format.dateTime(item.created_at)}</time>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
