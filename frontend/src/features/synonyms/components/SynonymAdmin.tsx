import { useState } from 'react'
import { Confirm } from '@/shared/desk/Confirm'
import desk from '@/shared/desk/Desk.module.css'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Button } from '@/shared/ui/Button'
import { DataTable } from '@/shared/ui/DataTable'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { useRemoveSynonyms, useSynonyms, type SynonymSet } from '../api/synonyms'
import { SynonymDialog } from './SynonymDialog'

const said = (set: SynonymSet) => set.words.join(' = ')

/** The vocabulary of words that search takes for the same. */
export function SynonymAdmin() {
  const { synonyms: t, admin, common } = useDesk()
  const { data, error } = useSynonyms()
  const [edited, setEdited] = useState<SynonymSet | 'new'>()
  const [removed, setRemoved] = useState<SynonymSet>()
  const remove = useRemoveSynonyms()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={5} height={48} />
  return (
    <>
      <div className={desk.filters}>
        <Button size="md" onClick={() => setEdited('new')}>
          {t.add}
        </Button>
      </div>
      <DataTable
        caption={t.caption}
        rows={data}
        rowKey={(set) => set.id}
        columns={[
          { title: t.words, cell: (set) => <span lang={recordLanguage}>{said(set)}</span> },
          {
            title: admin.action,
            cell: (set) => (
              <div className={desk.line}>
                <Button
                  variant="default"
                  aria-label={t.editName(said(set))}
                  onClick={() => setEdited(set)}
                >
                  {common.edit}
                </Button>
                <Button
                  variant="subtle"
                  aria-label={t.removeName(said(set))}
                  onClick={() => setRemoved(set)}
                >
                  {t.remove}
                </Button>
              </div>
            ),
          },
        ]}
      />
      {edited && (
        <SynonymDialog
          set={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
      {removed && (
        <Confirm
          title={t.removeTitle}
          text={t.removeText(said(removed))}
          yes={t.remove}
          danger
          pending={remove.isPending}
          error={remove.error}
          onYes={() => remove.mutate(removed, { onSuccess: () => setRemoved(undefined) })}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </>
  )
}
