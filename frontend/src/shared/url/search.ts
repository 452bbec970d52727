/** The part of the address after `?`, kept plain: `sector=health,social&q=antrean`. */
export type RawSearch = Record<string, string>

export function parseSearch(search: string): RawSearch {
  const raw: RawSearch = {}
  for (const [key, value] of new URLSearchParams(search)) {
    raw[key] = key in raw ? `${raw[key] ?? ''},${value}` : value
  }
  return raw
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    const text = Array.isArray(value) ? value.join(',') : value
    if (typeof text === 'string' && text !== '') params.set(key, text)
  }
  const query = params.toString().replaceAll('%2C', ',')
  return query ? `?${query}` : ''
}

/** Readers for `validateSearch`: what does not make sense is left out. */
export function text(value: unknown, maxLength = 200): string | undefined {
  if (typeof value !== 'string') return undefined
  return value.trim().slice(0, maxLength) || undefined
}

export function list(value: unknown, pattern = /^[\w-]+$/): string[] | undefined {
  const values: unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(',')
      : []
  const good = values.filter((v): v is string => typeof v === 'string' && pattern.test(v))
  return good.length > 0 ? [...new Set(good)] : undefined
}

export const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((candidate) => candidate === value)

/** Leaves out keys without a value: they have no place in an address. */
export function compact<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T
}
