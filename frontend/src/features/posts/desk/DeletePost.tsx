import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Post } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { useDeletePost } from '../api/changes'
import { useWriting } from '../words/useWriting'

export function DeletePost({ post, onDone }: { post: Post; onDone?: () => void }) {
  const t = useWriting()
  const { common } = useDesk()
  const remove = useDeletePost(post)
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const clash = isProblem(remove.error, 412)
  return (
    <>
      <Button variant="danger" size="md" onClick={() => setAsking(true)}>
        {t.remove}
      </Button>
      {asking && (
        <Confirm
          title={t.remove}
          text={
            <>
              <p>{t.removeAsk}</p>
              {clash && <p role="alert">{common.changedMeanwhile}</p>}
            </>
          }
          yes={t.remove}
          danger
          pending={remove.isPending}
          error={clash ? null : remove.error}
          onYes={() =>
            remove.mutate(undefined, {
              onSuccess: () => {
                onDone?.()
                void navigate({ to: '/posts', search: { mine: 'true' }, replace: true })
              },
            })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
