import { common, transitions } from './common'
import { draft } from './draft'
import { events, hubMoves } from './events'
import { actions, admin, entry, people } from './people'
import { history, progress, review } from './progress'
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
}
