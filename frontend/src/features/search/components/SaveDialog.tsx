import { useState } from 'react'
import { Confirm } from '@/shared/desk/Confirm'
import { useSave } from '../api/saved'
import type { Found } from '../api/search'
import { useWords } from '../words/useWords'

interface Props {
  q: string
  type: Found | undefined
  onClose: () => void
}

const longestName = 100

/** Asks how a search is to be called, and whether to hear of what is new in it. */
export function SaveDialog({ q, type, onClose }: Props) {
  const t = useWords()
  const save = useSave()
  const [follow, setFollow] = useState(true)
  const body = (name: string) => ({
    name: (name || q).slice(0, longestName),
    q,
    ...(type ? { type } : {}),
  })
  return (
    <Confirm
      title={t.saveTitle}
      text={
        <>
          {t.saveText}{' '}
          <label>
            <input
              type="checkbox"
              checked={follow}
              onChange={(event) => setFollow(event.currentTarget.checked)}
            />{' '}
            {t.follow}
          </label>
        </>
      }
      yes={t.save}
      note={{ label: t.name, optional: true }}
      pending={save.isPending}
      error={save.error}
      onYes={(name) => save.mutate({ body: body(name), follow }, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
