import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'

/** Whether something is open that belongs to its page: going elsewhere closes it, and coming Back does not open it again. */
export function useOpenHere() {
  const href = useLocation({ select: (location) => location.href })
  const [open, setOpen] = useState(false)
  const [page, setPage] = useState(href)
  if (page !== href) {
    setPage(href)
    setOpen(false)
  }
  return [open, setOpen] as const
}
