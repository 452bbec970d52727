import { useEffect, useRef, useState, type ReactNode } from 'react'

/** How far below what is seen it is fetched, so that it is there when it comes into view. */
const ahead = '400px'

/** Leaves what it holds for when somebody reads on to it: the top of the page comes first on a poor line. */
export function WhenSeen({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const shown = place.current
    if (!shown || seen) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true)
      },
      { rootMargin: ahead },
    )
    observer.observe(shown)
    return () => observer.disconnect()
  }, [seen])
  return seen ? children : <div ref={place} />
}
