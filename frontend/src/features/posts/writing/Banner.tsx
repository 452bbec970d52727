import type { ReactNode } from 'react'
import desk from '@/shared/desk/Desk.module.css'
import { Button } from '@/shared/ui/Button'
import { Notice } from '@/shared/ui/Notice'
import type { Autosave, Draft } from '../model/autosave'
import { useWriting } from '../words/useWriting'
import classes from './Form.module.css'

interface Props {
  draft: Autosave
  state: Draft
  signIn: ReactNode
}

/** What stands between the writing and the server, and what to do about it. */
export function Banner({ draft, state, signIn }: Props) {
  const { form, status: t } = useWriting()
  const { phase, restored, post } = state
  return (
    <div className={classes.banner}>
      {restored && phase !== 'closed' && phase !== 'conflict' && (
        <Notice live>
          <p>{form.restored}</p>
          <Button variant="default" onClick={() => draft.discard()}>
            {post ? form.discard : form.discardNew}
          </Button>
        </Notice>
      )}
      {phase === 'offline' && (
        <Notice tone="warn" live>
          <p>{t.offline}</p>
          <Button variant="default" onClick={() => void draft.flush()}>
            {t.retry}
          </Button>
        </Notice>
      )}
      {phase === 'signed-out' && (
        <Notice tone="warn" live>
          <p>{t.signedOut}</p>
          {signIn}
        </Notice>
      )}
      {phase === 'conflict' && (
        <Notice tone="warn" live>
          <p>{t.conflict}</p>
          <div className={desk.buttons}>
            <Button onClick={() => void draft.settle('mine')}>{t.keepMine}</Button>
            <Button variant="default" onClick={() => void draft.settle('theirs')}>
              {t.takeTheirs}
            </Button>
          </div>
        </Notice>
      )}
      {phase === 'closed' && (
        <Notice tone="bad" live>
          {t.closed}
        </Notice>
      )}
    </div>
  )
}
