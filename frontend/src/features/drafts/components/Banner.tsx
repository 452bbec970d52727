import { useState, type ReactNode } from 'react'
import { useDesk } from '@/shared/i18n/desk'
import { Confirm } from '@/shared/desk/Confirm'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Notice } from '@/shared/ui/Notice'
import type { Autosave } from '../model/autosave'
import type { DraftState } from '../model/state'
import classes from './Editor.module.css'

interface Props {
  draft: Autosave
  state: DraftState
  signIn: ReactNode
}

/** What stands between the writing and the server, and what to do about it. */
export function Banner({ draft, state, signIn }: Props) {
  const { draft: t, work } = useDesk()
  const { phase, restored } = state
  return (
    <div className={classes.banner}>
      {restored && phase !== 'closed' && <Restored draft={draft} />}
      {phase === 'offline' && (
        <Notice tone="warn" live>
          <p>{t.status.offline}.</p>
          <div className={classes.bannerButtons}>
            <Button variant="default" onClick={() => void draft.flush()}>
              {t.retry}
            </Button>
          </div>
        </Notice>
      )}
      {phase === 'signed-out' && (
        <Notice tone="warn" live>
          <p>{t.status.signedOut}.</p>
          <div className={classes.bannerButtons}>{signIn}</div>
        </Notice>
      )}
      {phase === 'closed' && (
        <Notice tone="bad" live>
          <p>{t.closed}</p>
          {state.record && (
            <div className={classes.bannerButtons}>
              <ButtonLink
                to="/innovations/$slug/progress"
                params={{ slug: state.record.slug }}
                variant="default"
              >
                {work.follow}
              </ButtonLink>
            </div>
          )}
        </Notice>
      )}
    </div>
  )
}

function Restored({ draft }: { draft: Autosave }) {
  const { draft: t } = useDesk()
  const [asking, setAsking] = useState(false)
  return (
    <Notice live>
      <p>{t.restored}</p>
      <div className={classes.bannerButtons}>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t.startOver}
        </Button>
      </div>
      {asking && (
        <Confirm
          title={t.startOver}
          text={t.startOverAsk}
          yes={t.startOverYes}
          danger
          pending={false}
          onYes={() => {
            draft.discard()
            window.location.reload()
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Notice>
  )
}
