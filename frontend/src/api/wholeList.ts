interface Page<T> {
  items: T[]
  next_cursor: string | null
}

/** All pages of a list that has one, unless its texts are very long. */
export async function wholeList<T>(read: (query: { cursor?: string }) => Promise<Page<T>>) {
  const items: T[] = []
  let cursor: string | null | undefined
  do {
    const page: Page<T> = await read(cursor ? { cursor } : {})
    items.push(...page.items)
    cursor = page.next_cursor
  } while (cursor)
  return { items }
}
