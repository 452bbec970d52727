import type { Notification } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Button } from '@/shared/ui/Button'
import { useMark, useRemove } from '../api/notifications'
import { Headline } from './Headline'
import classes from './Notifications.module.css'

export function Item({ item }: { item: Notification }) {
  const { notifications: t } = useDesk()
  const format = useFormat()
  const mark = useMark()
  const remove = useRemove()
  const { id, title, detail, created_at, read_at } = item
  const name = read_at ? t.markUnread : t.markRead
  return (
    <li className={classes.item} data-unread={!read_at}>
      <div>
        <Headline item={item} />
        {detail && <p lang={recordLanguage}>{detail}</p>}
        <time dateTime={created_at}>{format.dateTime(created_at)}</time>
      </div>
      <div className={classes.actions}>
        <Button
          variant="subtle"
          loading={mark.isPending}
          aria-label={t.of(name, title)}
          onClick={() => mark.mutate({ id, read: !read_at })}
        >
          {name}
        </Button>
        <Button
          variant="subtle"
          loading={remove.isPending}
          aria-label={t.of(t.remove, title)}
          onClick={() => remove.mutate(id)}
        >
          {t.remove}
        </Button>
      </div>
    </li>
  )
}
