import type { Desk } from '..'

export const following: Desk['following'] = {
  title: 'What I follow',
  lead: 'News of all this comes to your notifications. By mail only if you choose a digest on your account page.',
  empty: 'You follow nothing yet. Follow hubs, innovations or posts on their pages.',
  toPosts: 'See the newest knowledge',
  gone: 'No longer available to you',
  types: {
    hub: 'Hubs',
    tag: 'Tags',
    innovation: 'Innovations',
    author: 'Authors',
    post: 'Discussions',
    saved_search: 'Saved searches',
  },
  digest: {
    title: 'Digest by mail',
    lead: 'One letter with the notifications you have not read. It is sent only if you choose it, and each letter has a link to stop it.',
    label: 'Send the digest',
    choices: { off: 'Do not send', daily: 'Every day', weekly: 'Every week' },
    saved: 'Your choice is saved.',
  },
}

export const synonyms: Desk['synonyms'] = {
  title: 'Synonyms',
  lead: 'Words and phrases that search takes for the same, such as puskesmas and pusat kesehatan masyarakat.',
  caption: 'List of synonyms',
  words: 'Words that mean the same',
  add: 'Add synonyms',
  edit: 'Change synonyms',
  hint: 'One word or phrase a line, 2 to 10.',
  save: 'Save',
  remove: 'Remove',
  removeName: (words) => `Remove ${words}`,
  editName: (words) => `Change ${words}`,
  removeTitle: 'Remove the synonyms?',
  removeText: (words) => `Search no longer takes these for the same: ${words}.`,
}
