import { Link } from '@tanstack/react-router'
import type { Notification } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { safePath } from '@/shared/url/safePath'
import { useMark } from '../api/notifications'

/** Says what happened and leads to its record; who opens it has read it. */
export function Headline({ item: { id, title, url, read_at } }: { item: Notification }) {
  const { notifications: t } = useDesk()
  const mark = useMark()
  return (
    <Link
      to={safePath(url)}
      onClick={() => {
        if (!read_at) mark.mutate({ id, read: true })
      }}
    >
      {!read_at && <span className="sr-only">{t.isUnread} </span>}
      {title}
    </Link>
  )
}
