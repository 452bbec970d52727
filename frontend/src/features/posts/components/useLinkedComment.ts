import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { findThread } from '../api/comments'

/**
 * Leads to the comment that the address names, also when it is on a page that is not loaded. Whether
 * there is none.
 */
export function useLinkedComment(post: string, shown: ReadonlySet<string>, ready: boolean) {
  const hash = useLocation({ select: (location) => location.hash })
  const client = useQueryClient()
  const id = /^comment-([0-9a-f-]{36})$/.exec(hash)?.[1]
  const here = id !== undefined && shown.has(id)
  const { isError } = useQuery({
    queryKey: ['posts', 'linked', post, id],
    queryFn: id && ready && !here ? () => findThread(client, post, id).then(() => true) : skipToken,
    retry: false,
  })
  useEffect(() => {
    if (!here) return
    // After the router, which goes to the top of a page that it has just shown.
    const frame = requestAnimationFrame(() => {
      const comment = document.getElementById(`comment-${id}`)
      comment?.focus({ preventScroll: true })
      comment?.scrollIntoView()
    })
    return () => cancelAnimationFrame(frame)
  }, [id, here])
  return isError && !here
}
