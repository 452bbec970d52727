import type { Desk } from '..'
import { counted } from '../../en/plural'

export const common: Desk['common'] = {
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  restored: 'What was not saved yet is restored from this device.',
  discardRestored: 'Throw it away',
  saved: 'Saved.',
  statusNow: (status) => `Saved. Current status: ${status}.`,
  optional: 'optional',
  charactersLeft: (count) => `${counted(count, 'character')} left`,
  charactersOver: (count) => `${counted(count, 'character')} too many`,
  summaryTitle: 'Something needs to be put right',
  note: 'Note',
  noteRequired: 'Write the note: without it the author does not know what to do.',
  changedMeanwhile:
    'Someone else has just changed this record. You now see the latest; look it over, then try again.',
  guard: 'This cannot be done yet, because a condition is not met.',
  guards: {
    review: 'There is no review of this version yet that recommends publishing.',
    basis:
      'The hub has no basis in force: enter its decree or commitment in Administration, part Hubs, or wait until the memorandum of understanding is in force.',
    hub_manager:
      'The institution has no active hub manager: invite or appoint one on the page of the members.',
    started: 'The event has not begun yet.',
    held: 'Decisions are recorded once the event is marked as held.',
    body: 'It has no text yet: write it first, then publish.',
    publish_at: 'The time is missing or has passed: choose one to come.',
  },
  notForYou: {
    title: 'This page is not for your role',
    text: (roles) =>
      `You are signed in as: ${roles}. If you need this page, ask the hub manager of your institution or Kementerian PANRB for the role.`,
  },
  duration: {
    minutes: (n) => (n < 1 ? 'less than a minute' : counted(n, 'minute')),
    hours: (n) => counted(n, 'hour'),
    days: (n) => counted(n, 'day'),
  },
  all: 'All',
  apply: 'Apply',
  edit: 'Edit',
  copy: 'Copy',
  copied: 'Copied.',
  copyFailed: 'Could not copy by itself; select the text and copy it.',
  empty: 'empty',
  active: 'Active',
  inactive: 'Inactive',
}

export const transitions: Desk['transitions'] = {
  submitted: 'Submit',
  resubmitted: 'Submit again',
  draft: 'Withdraw',
  redraft: 'Turn into a draft again',
  in_review: 'Take into review',
  revision_requested: 'Request a revision',
  rejected: 'Reject',
  published: 'Publish',
  republished: 'Publish again',
  archived: 'Archive',
  ask: {
    draft:
      'The submission is withdrawn and the innovation becomes a draft again. You can submit it again at any time.',
    revision_requested:
      'The innovation goes back to its author. Explain what has to be better before it can be published.',
    rejected:
      'The innovation is rejected. The author reads your reason and may turn it into a draft again.',
    published: 'Anyone can read the innovation at once, and the search finds it.',
    archived: 'Visitors no longer see the innovation. You can publish it again.',
    submitted: 'Once submitted, it cannot be changed until a reviewer has answered.',
  },
  done: {
    submitted: 'The innovation is submitted and waits for a reviewer.',
    draft: 'This innovation is a draft again.',
    in_review: 'You have taken it: this submission is now in review.',
    revision_requested: 'Decision saved: changes requested. The author is notified.',
    rejected: 'Decision saved: innovation rejected. The author is notified.',
    published: 'Decision saved: this innovation is published and open to everyone.',
    republished: 'This innovation is published again and open to everyone.',
    archived: 'This innovation is archived and no longer shown to the public.',
  },
  noteHint: 'Filled in with the comment of your review. Change it if you need to.',
  noteFor: {
    revision_requested: 'What has to be better?',
    rejected: 'Why is it rejected?',
  },
}
