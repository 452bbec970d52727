import { useState } from 'react'
import type { Institution } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { ScrollTable } from '@/shared/ui/ScrollTable'
import { SearchForm } from '@/shared/ui/SearchForm'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useInstitutionList } from '../api/list'
import { InstitutionDialog } from './InstitutionDialog'

export function InstitutionAdmin() {
  const { admin: t } = useDesk()
  const { common } = useT()
  const [q, setQ] = useState<string>()
  const [edited, setEdited] = useState<Institution | 'new'>()
  const [saved, setSaved] = useState<string>()
  return (
    <>
      <div className={desk.filters}>
        <SearchForm
          label={t.search}
          submit={common.search}
          onSearch={(text) => setQ(text || undefined)}
        />
        <Button size="md" onClick={() => setEdited('new')}>
          {t.newInstitution}
        </Button>
      </div>
      {saved && (
        <div className={desk.after}>
          <Notice tone="good" live>
            {t.saved(saved)}
          </Notice>
        </div>
      )}
      <List q={q} onEdit={setEdited} />
      {edited && (
        <InstitutionDialog
          institution={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onSaved={({ name }) => {
            setEdited(undefined)
            setSaved(name)
          }}
        />
      )}
    </>
  )
}

function List({ q, onEdit }: { q: string | undefined; onEdit: (one: Institution) => void }) {
  const { admin: t, common } = useDesk()
  const words = useT()
  const { label } = useVocabulary()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInstitutionList({ q })
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={8} height={52} />
  const institutions = data.pages.flatMap((page) => page.items)
  if (institutions.length === 0) return <Empty>{t.empty}</Empty>
  return (
    <>
      <ScrollTable caption={t.institutions}>
        <thead>
          <tr>
            {[t.fields.name, t.fields.code, t.fields.kind, t.hubs, t.action].map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {institutions.map((institution) => (
            <tr key={institution.id}>
              <th scope="row">{institution.name}</th>
              <td>{institution.code}</td>
              <td>{label('institution_kinds', institution.kind)}</td>
              <td>{institution.hub?.name ?? t.noHub}</td>
              <td>
                <Button
                  variant="default"
                  aria-label={t.editOf(institution.name)}
                  onClick={() => onEdit(institution)}
                >
                  {common.edit}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {hasNextPage && (
        <Button
          className={desk.more}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.common.more}
        </Button>
      )}
    </>
  )
}
