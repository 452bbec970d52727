import { useState } from 'react'
import { AdminList } from '@/shared/desk/AdminList'
import { useDesk } from '@/shared/i18n/desk'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useInstitutionList } from '../api/list'
import { InstitutionDialog } from './InstitutionDialog'

export function InstitutionAdmin() {
  const { admin: t } = useDesk()
  const { label } = useVocabulary()
  const [q, setQ] = useState<string>()
  return (
    <AdminList
      caption={t.institutions}
      add={t.newInstitution}
      list={useInstitutionList({ q })}
      onSearch={setQ}
      columns={[
        { title: t.fields.name, cell: (institution) => institution.name },
        { title: t.fields.code, cell: (institution) => institution.code },
        {
          title: t.fields.kind,
          cell: (institution) => label('institution_kinds', institution.kind),
        },
        { title: t.hubs, cell: (institution) => institution.hub?.name ?? t.noHub },
      ]}
      dialog={(institution, props) => <InstitutionDialog institution={institution} {...props} />}
    />
  )
}
