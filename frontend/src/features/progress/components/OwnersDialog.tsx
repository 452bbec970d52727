import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Account, Innovation } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import desk from '@/shared/desk/Desk.module.css'
import { useDesk } from '@/shared/i18n/desk'
import { Lines } from '@/shared/ui/Lines'
import { useSetOwners } from '../api/owners'
import { Colleagues } from './Colleagues'
import { eligible } from './candidates'

interface Props {
  record: Innovation
  /** None: on their way. */
  owners: Account[] | undefined
  onClose: () => void
  onDone: () => void
}

export function OwnersDialog({ record, owners, onClose, onDone }: Props) {
  const { progress, common } = useDesk()
  const t = progress.owners
  const save = useSetOwners(record)
  // What was chosen here; before that, and after a clash, the record counts.
  const [edited, setEdited] = useState<string[]>()
  const institutionId = record.institution.id
  const present = eligible(owners ?? [], institutionId)
  const chosen = edited ?? present.map(({ id }) => id)
  const gone = record.owner_ids.length - present.length
  const clash = isProblem(save.error, 412)
  const refused = isProblem(save.error, 422) ? save.error.about('/owner_ids') : undefined

  function submit() {
    if (chosen.length === 0) return
    save.mutate(chosen, {
      onSuccess: onDone,
      onError: (error) => isProblem(error, 412) && setEdited(undefined),
    })
  }

  return (
    <Confirm
      title={t.manage}
      text={
        <div className={desk.form}>
          {clash && <p role="alert">{common.changedMeanwhile}</p>}
          {owners && gone > 0 && <p>{t.gone(gone)}</p>}
          {owners ? (
            <Colleagues
              institutionId={institutionId}
              owners={present}
              chosen={chosen}
              error={chosen.length === 0 ? t.fault : refused}
              onChange={setEdited}
            />
          ) : (
            <Lines count={3} height={44} />
          )}
        </div>
      }
      yes={common.save}
      pending={save.isPending}
      error={clash || refused ? null : save.error}
      onYes={submit}
      onClose={onClose}
    />
  )
}
