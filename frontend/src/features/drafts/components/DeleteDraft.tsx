import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Innovation } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { deleteDraft } from '../api/server'
import type { Autosave } from '../model/autosave'
import classes from './CheckStep.module.css'

interface Props {
  draft: Autosave
  record: Innovation
  onGone: () => void
}

export function DeleteDraft({ draft, record, onGone }: Props) {
  const { draft: t } = useDesk()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({ mutationFn: deleteDraft })
  return (
    <div className={classes.delete}>
      <Button size="md" variant="danger" onClick={() => setAsking(true)}>
        {t.delete}
      </Button>
      {asking && (
        <Confirm
          title={t.delete}
          text={t.deleteAsk}
          yes={t.deleteYes}
          danger
          pending={remove.isPending}
          error={remove.error}
          onYes={() =>
            remove.mutate(record, {
              onSuccess: () => {
                draft.discard()
                onGone()
                void client.invalidateQueries({ queryKey: ['innovations', 'work'] })
              },
            })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
