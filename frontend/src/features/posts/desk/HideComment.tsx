import { useState } from 'react'
import { may } from '@/api/allowed'
import { isProblem } from '@/api/problem'
import type { Comment } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { Button } from '@/shared/ui/Button'
import { useModerateComment } from '../api/commenting'
import { useWriting } from '../words/useWriting'

/** Hides a comment with a reason, or shows it again. */
export function HideComment({ comment }: { comment: Comment }) {
  const t = useWriting()
  const moderate = useModerateComment(comment)
  // What is asked stays the same while the answer arrives.
  const [hidden, setHidden] = useState<boolean>()
  const name = (hide: boolean) => (hide ? t.comment.hide : t.comment.show)
  const clash = isProblem(moderate.error, 412)
  return (
    <>
      <Button variant="subtle" onClick={() => setHidden(may(comment, 'hide'))}>
        {name(may(comment, 'hide'))}
      </Button>
      {hidden !== undefined && (
        <Confirm
          title={name(hidden)}
          text={
            <>
              <p>{hidden ? t.comment.hideAsk : t.ask.shown}</p>
              {clash && <p role="alert">{t.comment.changedMeanwhile}</p>}
            </>
          }
          yes={name(hidden)}
          danger={hidden}
          note={hidden ? { label: t.hideReason, missing: t.hideMissing } : undefined}
          pending={moderate.isPending}
          error={clash ? null : moderate.error}
          onYes={(note) =>
            moderate.mutate(
              { hidden, ...(note ? { note } : {}) },
              { onSuccess: () => setHidden(undefined) },
            )
          }
          onClose={() => setHidden(undefined)}
        />
      )}
    </>
  )
}
