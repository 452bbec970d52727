import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Comment } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { Button } from '@/shared/ui/Button'
import { useDeleteComment } from '../api/commenting'
import { useWriting } from '../words/useWriting'

export function RemoveComment({ comment }: { comment: Comment }) {
  const t = useWriting().comment
  const remove = useDeleteComment(comment)
  const [asking, setAsking] = useState(false)
  const clash = isProblem(remove.error, 412)
  return (
    <>
      <Button variant="subtle" onClick={() => setAsking(true)}>
        {t.remove}
      </Button>
      {asking && (
        <Confirm
          title={t.remove}
          text={
            <>
              <p>{t.removeAsk}</p>
              {clash && <p role="alert">{t.changedMeanwhile}</p>}
            </>
          }
          yes={t.removeYes}
          danger
          pending={remove.isPending}
          error={clash ? null : remove.error}
          onYes={() => remove.mutate(undefined, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
