/** The entries of a `{code: count}` record that count, the most frequent first. */
export const byCount = (counts: Record<string, number>) =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a, x], [b, y]) => y - x || a.localeCompare(b))

/** The same in the order of the keys: for years. */
export const byKey = (counts: Record<string, number>) =>
  Object.entries(counts).sort(([a], [b]) => a.localeCompare(b))

/** All of the counts together. */
export const sum = (counts: Record<string, number>) =>
  Object.values(counts).reduce((all, count) => all + count, 0)
