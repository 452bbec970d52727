import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Post } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { useLockPost } from '../api/changes'
import { useWriting } from '../words/useWriting'

/** Closes a discussion, or opens it again. */
export function Lock({ post }: { post: Post }) {
  const t = useWriting()
  const { common } = useDesk()
  const lock = useLockPost(post)
  // What is asked stays the same while the answer arrives.
  const [asked, setAsked] = useState<boolean>()
  const clash = isProblem(lock.error, 412)
  return (
    <>
      <Button variant="default" size="md" onClick={() => setAsked(!post.locked)}>
        {post.locked ? t.unlock : t.lock}
      </Button>
      {asked !== undefined && (
        <Confirm
          title={asked ? t.lock : t.unlock}
          text={
            <>
              <p>{asked ? t.lockAsk : t.unlockAsk}</p>
              {clash && <p role="alert">{common.changedMeanwhile}</p>}
            </>
          }
          yes={asked ? t.lock : t.unlock}
          note={asked ? { label: t.lockReason, optional: true } : undefined}
          pending={lock.isPending}
          error={clash ? null : lock.error}
          onYes={(note) =>
            lock.mutate(
              { locked: asked, ...(note ? { note } : {}) },
              { onSuccess: () => setAsked(undefined) },
            )
          }
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}
