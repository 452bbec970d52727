import type { Desk } from '..'
import { counted } from '../../en/plural'

export const notifications: Desk['notifications'] = {
  title: 'Notifications',
  lead: 'What waits for you, and what became of what you look after.',
  show: 'Show',
  all: 'All',
  unread: 'Unread',
  isUnread: 'Unread:',
  readAll: 'Mark all as read',
  markRead: 'Mark as read',
  markUnread: 'Mark as unread',
  remove: 'Remove',
  of: (action, title) => `${action}: ${title}`,
  empty:
    'No notifications yet. Invitations, decisions, reviews, signatures and reminders appear here.',
  emptyUnread: 'Everything is read.',
  newest: 'Newest notifications',
  toAll: 'All notifications',
}

export const attachments: Desk['attachments'] = {
  title: 'Attachments',
  lead: 'Invitations, attendance lists, slides. Only the organiser and the invited institutions see them.',
  empty: 'There are no attachments yet.',
  file: 'File',
  size: 'Size',
  by: 'Uploaded',
  action: 'Action',
  upload: 'Add attachments',
  uploadHint:
    'PDF, JPEG, PNG, DOCX, XLSX or PPTX, each up to 20 MB. Choose files, or drop them here.',
  done: (count) => `${counted(count, 'file is', 'files are')} saved.`,
  remove: 'Remove',
  removeOf: (name) => `Remove ${name}`,
  removeAsk: (name) => `${name} is removed for good.`,
  removeYes: 'Yes, remove it',
}
