interface Place {
  pathname: string
  searchStr: string
  hash: string
}

/**
 * The way to the sign-in and back. A fragment goes along as one: no server and no log sees it, nor
 * the secret that it may hold.
 */
export const signInFrom = ({ pathname, searchStr, hash }: Place) => ({
  to: '/login' as const,
  search: { next: pathname + searchStr },
  ...(hash ? { hash } : {}),
})
