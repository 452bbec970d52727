const rules = new Intl.PluralRules('en')

/** The words for a count, which may be formatted already ("1,204" is never one). */
export const plural = (count: number | string, one: string, other: string) =>
  rules.select(Number(count)) === 'one' ? one : other

/** A count with its words: "1 post", "2 posts". */
export const counted = (count: number | string, one: string, other = `${one}s`) =>
  `${count} ${plural(count, one, other)}`
