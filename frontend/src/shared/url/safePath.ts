/** A path of this site that an address or an answer names, or the other one: anything else could lead elsewhere. */
export function safePath(path: unknown, otherwise = '/', origin = window.location.origin): string {
  if (typeof path !== 'string' || !path.startsWith('/')) return otherwise
  try {
    const url = new URL(path, origin)
    if (url.origin !== origin || url.pathname === '/login') return otherwise
    return url.pathname + url.search + url.hash
  } catch {
    return otherwise
  }
}
