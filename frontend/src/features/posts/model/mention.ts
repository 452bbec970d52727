export interface Mention {
  /** Where its `@` stands. */
  from: number
  to: number
  q: string
}

/** The name that is being typed after an `@`, at most three words of it. */
export function mentionAt(text: string, caret: number): Mention | undefined {
  const line = text.slice(Math.max(0, caret - 80), caret)
  const found = /(?:^|[\s(])@([\p{L}\p{N}][\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]+){0,2})$/u.exec(
    line,
  )
  const q = found?.[1]
  if (!q || q.length < 2) return undefined
  return { from: caret - q.length - 1, to: caret, q }
}

/** How a text names somebody so that they are told. */
export const mentionOf = ({ id, name }: { id: string; name: string }) =>
  `@[${name.replace(/[[\]]/g, '')}](user:${id}) `
