import type { Dictionary } from '../dictionary'

export const password: Dictionary['password'] = {
  label: 'Password strength',
  tooShort: (missing) =>
    missing === 1 ? 'Add at least 1 more character.' : `Add at least ${missing} more characters.`,
  weak: 'Easy to guess. Choose some words that have to do neither with you nor with each other.',
  strong: (score) => (score > 3 ? 'Very hard to guess.' : 'Hard to guess.'),
}
