import { Link } from '@tanstack/react-router'
import type { Notification } from '@/api/types'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Choices } from '@/shared/ui/Choices'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SkipTo } from '@/shared/ui/SkipTo'
import { useNotifications, useReadAll } from '../api/notifications'
import type { NotificationSearch } from '../api/search'
import { Item } from './Item'
import classes from './Notifications.module.css'

export function NotificationsPage({ search }: { search: NotificationSearch }) {
  const { notifications: t } = useDesk()
  const link = (show: NotificationSearch['show'], label: string) => (
    <li>
      <Link
        to="/notifications"
        search={show ? { show } : {}}
        activeOptions={{ exact: true }}
        aria-current={search.show === show ? 'true' : undefined}
      >
        {label}
      </Link>
    </li>
  )
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead}>
        <Choices label={t.show}>
          {link(undefined, t.all)}
          {link('unread', t.unread)}
        </Choices>
      </PageHeading>
      <SkipTo name="results">
        <List search={search} />
      </SkipTo>
    </div>
  )
}

function List({ search }: { search: NotificationSearch }) {
  const { notifications: t } = useDesk()
  const { common } = useT()
  const list = useNotifications(search)
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={5} height={84} />
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Empty>{search.show ? t.emptyUnread : t.empty}</Empty>
  return (
    <>
      <ReadAll items={items} unread={data.pages[0]?.unread_count ?? 0} />
      <ul className={classes.list}>
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {common.more}
        </Button>
      )}
    </>
  )
}

/** Up to the newest one that is shown: what came since was not seen. */
function ReadAll({ items: [newest], unread }: { items: Notification[]; unread: number }) {
  const { notifications: t } = useDesk()
  const readAll = useReadAll()
  if (unread === 0 || !newest) return null
  return (
    <p className={classes.bar}>
      <Button
        variant="default"
        loading={readAll.isPending}
        onClick={() => readAll.mutate(newest.id)}
      >
        {t.readAll}
      </Button>
    </p>
  )
}
