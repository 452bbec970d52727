import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Notification } from '@/api/types'
import { useT } from '../i18n/useT'
import { Icon } from '../ui/Icon'
import { safePath } from '../url/safePath'
import classes from './Live.module.css'
import { hearOtherTabs } from './tabs'
import { listenWhileSeen } from './stream'
import { unreadKey } from './unread'

const shownFor = 12_000

/** Tells of notifications as they come. */
export function Live() {
  const { shell: t } = useT()
  const client = useQueryClient()
  const [news, setNews] = useState<Notification>()

  useEffect(
    () =>
      listenWhileSeen(({ name, data }) => {
        if (name === 'unread') {
          const { unread_count } = JSON.parse(data) as { unread_count: number }
          client.setQueryData(unreadKey, { items: [], next_cursor: null, unread_count })
        } else if (name === 'notification') {
          setNews(JSON.parse(data) as Notification)
          void client.invalidateQueries({
            queryKey: ['notifications'],
            predicate: ({ queryKey }) => queryKey[1] !== unreadKey[1],
          })
        }
      }),
    [client],
  )

  useEffect(
    () => hearOtherTabs(() => void client.invalidateQueries({ queryKey: ['notifications'] })),
    [client],
  )

  useEffect(() => {
    if (!news) return
    const timer = setTimeout(() => setNews(undefined), shownFor)
    return () => clearTimeout(timer)
  }, [news])

  return (
    <div role="status" className={classes.place} data-screen-only>
      {news && (
        <div className={classes.news}>
          <Icon name="bell" />
          <Link to={safePath(news.url)} onClick={() => setNews(undefined)}>
            {news.title}
          </Link>
          <button type="button" aria-label={t.dismiss} onClick={() => setNews(undefined)}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  )
}
