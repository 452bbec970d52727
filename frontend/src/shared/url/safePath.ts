/** Where to go after signing in: a path of this site, or home. Anything else could lead elsewhere. */
export function safePath(path: unknown, origin: string = window.location.origin): string {
  if (typeof path !== 'string' || !path.startsWith('/')) return '/'
  try {
    const url = new URL(path, origin)
    if (url.origin !== origin || url.pathname === '/login') return '/'
    return url.pathname + url.search + url.hash
  } catch {
    return '/'
  }
}
