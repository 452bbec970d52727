import { useRef } from 'react'

/** For `Idempotency-Key`. Not randomUUID: plain http has none. */
export const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-')

/** Sent word for word again, a body makes one record: its answer may have been lost. */
export function useKeyOf() {
  const last = useRef({ text: '', key: '' })
  return (body: unknown) => {
    const text = JSON.stringify(body)
    if (last.current.text !== text) last.current = { text, key: newKey() }
    return last.current.key
  }
}
