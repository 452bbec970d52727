import { useState } from 'react'
import { may, nextSteps } from '@/api/allowed'
import type { Mou } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import desk from '@/shared/desk/Desk.module.css'
import { Steps } from '@/shared/desk/Steps'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { useMoveMou, useRenew } from '../api/changes'

interface Props {
  mou: Mou
  onRenewed: (mou: Mou) => void
}

const danger: readonly string[] = ['cancelled', 'terminated']

/** At the top of a MoU: what the server lets this reader do with it. */
export default function Bar({ mou, onRenewed }: Props) {
  const { mous: t, common } = useDesk()
  const words = useT()
  const take = useMoveMou(mou)
  return (
    <section className={desk.actions} aria-label={t.bar} data-screen-only>
      <div className={desk.buttons}>
        {may(mou, 'update') && (
          <ButtonLink to="/mous/$id/edit" params={{ id: mou.id }} variant="default" size="md">
            {t.edit}
          </ButtonLink>
        )}
        <Steps
          name={`mou.${mou.id}.${mou.version}`}
          steps={nextSteps(mou)}
          words={(to) => ({
            name: t.moves[to] ?? words.mous.statuses[to],
            done: common.statusNow(words.mous.statuses[to]),
            ask: t.ask[to],
            variant: danger.includes(to) ? 'danger' : to === 'draft' ? 'default' : 'filled',
            note: t.notes[to] ? { label: t.notes[to] } : undefined,
          })}
          take={take}
        />
        {may(mou, 'renew') && <Renew mou={mou} onRenewed={onRenewed} />}
        <ButtonLink to="/mous/$id/history" params={{ id: mou.id }} variant="subtle" size="md">
          {t.history}
        </ButtonLink>
      </div>
    </section>
  )
}

function Renew({ mou, onRenewed }: Props) {
  const { mous: t } = useDesk()
  const renew = useRenew(mou)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button size="md" onClick={() => setAsking(true)}>
        {t.renew}
      </Button>
      {asking && (
        <Confirm
          title={t.renew}
          text={<p>{t.renewAsk}</p>}
          yes={t.renew}
          pending={renew.isPending}
          error={renew.error}
          onYes={() => renew.mutate(undefined, { onSuccess: onRenewed })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
