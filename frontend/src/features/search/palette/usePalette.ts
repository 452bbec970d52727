import { useEffect, useState } from 'react'

/** Opens with Ctrl+K, or ⌘K, wherever the focus is. */
export function usePalette() {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // An editor may have taken it for a link.
      if (event.defaultPrevented || event.key.toLowerCase() !== 'k') return
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return { open, show: () => setOpen(true), close: () => setOpen(false) }
}
