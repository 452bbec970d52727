import { useDeferredValue, useEffect, useState } from 'react'

type Estimate = (password: string, known: string[]) => number

/** The score of a password while it is typed, 0 to 4; none before the word lists have come, or if they cannot. */
export function useEstimate(password: string, known: string[]) {
  const [estimate, setEstimate] = useState<Estimate>()
  const typed = useDeferredValue(password)
  const wanted = typed !== ''

  useEffect(() => {
    if (!wanted) return
    import('./estimate').then(
      (module) => setEstimate(() => module.estimate),
      () => undefined,
    )
  }, [wanted])

  return wanted ? estimate?.(typed, known) : undefined
}
