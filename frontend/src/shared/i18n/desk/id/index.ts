import { common, transitions } from './common'
import { draft } from './draft'
import { events, hubMoves } from './events'
import { chain, mous } from './mous'
import { attachments, notifications } from './notifications'
import { actions, admin, entry, people } from './people'
import { history, progress, review } from './progress'
import { following, synonyms } from './following'
import { work } from './work'

export const id = {
  common,
  transitions,
  work,
  draft,
  progress,
  review,
  history,
  people,
  admin,
  entry,
  actions,
  events,
  hubMoves,
  mous,
  chain,
  notifications,
  attachments,
  following,
  synonyms,
}
