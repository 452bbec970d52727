import { compact, oneOf } from '@/shared/url/search'

export interface NotificationSearch {
  /** All, unless it says otherwise. */
  show?: 'unread'
}

export const readNotificationSearch = (raw: Record<string, unknown>): NotificationSearch =>
  compact<NotificationSearch>({ show: oneOf(raw.show, ['unread']) })
