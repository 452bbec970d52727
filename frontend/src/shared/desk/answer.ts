import type { Transitions } from '@/api/types'

const answers: readonly string[] = ['revision_requested', 'rejected']

/** Whether reviewers sent it back just now. */
export const isAnswered = (status: string) => answers.includes(status)

/** What reviewers answered last. */
export const answerIn = (items: Transitions['items']) =>
  items.findLast(({ to, note }) => isAnswered(to) && note)
