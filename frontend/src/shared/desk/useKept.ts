import { useMemo, useState } from 'react'
import { useUser } from '../session/useSession'
import { keptFor } from '../session/kept'

/**
 * What is typed into a form, also after a reload, a lost session or a closed tab: this device keeps
 * it until it is sent or thrown away.
 */
export function useKept<T>(name: string, initial: () => T) {
  const user = useUser()
  // When the session ends under the writer's hands, it stays theirs.
  const [userId] = useState(user?.id ?? '')
  const kept = useMemo(() => keptFor<T>(userId, name, localStorage), [userId, name])
  const [found] = useState(() => kept.read())
  const [value, setValue] = useState<T>(() => found ?? initial())
  const [restored, setRestored] = useState(found !== undefined)
  return {
    value,
    restored,
    /** From what it is by then: an answer may arrive while somebody writes on. */
    change(update: (value: T) => T) {
      setValue((before) => {
        const next = update(before)
        kept.write(next)
        return next
      })
    },
    /** It is with the server now, or was not meant. */
    done(next: T = initial()) {
      setValue(next)
      setRestored(false)
      kept.write(undefined)
    },
  }
}
