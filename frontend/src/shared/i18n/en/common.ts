import type { Dictionary } from '../dictionary'
import { counted } from './plural'

export const common: Dictionary['common'] = {
  breadcrumb: 'Breadcrumb',
  home: 'Home',
  asTable: 'Show as a table',
  total: 'Total',
  table: 'Table',
  taskDone: 'done',
  taskOpen: 'not done',
  footnote: 'Footnote',
  toText: 'Back to the text',
  newTab: 'opens in a new tab',
  loading: 'Loading',
  search: 'Search',
  more: 'Load more',
  follow: 'Follow',
  following: 'Following',
  followName: (action, name) => `${action}: ${name}`,
  none: '–',
}

export const errors: Dictionary['errors'] = {
  notFoundTitle: 'Page not found',
  notFound:
    'The address may be mistyped, or the record is no longer public. Search the catalogue or go back home.',
  notFoundSignIn: 'If this page is for your institution only, sign in first.',
  offlineTitle: 'No connection',
  offline: 'The browser cannot reach the server. Check your network, then try again.',
  serverTitle: 'The server has a problem',
  server: 'It is not your fault. Try again in a moment; if it stays, quote the request number.',
  busyTitle: 'Too many requests',
  busy: 'The server is limiting requests so that it stays fast for everyone.',
  retryIn: (seconds) => `You can try again in ${counted(seconds, 'second')}.`,
  otherTitle: 'The request could not be met',
  crashTitle: 'This page failed to show',
  crash: 'Reload the page. If it happens again, go back home.',
  retry: 'Try again',
  reload: 'Reload',
  toHome: 'Go home',
  toCatalogue: 'Open the catalogue',
  firstPage: 'Start from the first page',
  requestId: 'Request number',
}
