import { Link } from '@tanstack/react-router'
import type { Mou } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { DataTable } from '@/shared/ui/DataTable'
import { Tag } from '@/shared/ui/Tag'

export function Parties({ mou }: { mou: Mou }) {
  const { mous: t } = useT()
  return (
    <section>
      <h2>{t.parties}</h2>
      <DataTable
        caption={t.parties}
        rows={mou.parties}
        rowKey={({ institution_id }) => institution_id}
        columns={[
          {
            title: t.party,
            cell: ({ institution }) => (
              <Link
                to="/institutions/$code"
                params={{ code: institution.code }}
                lang={recordLanguage}
              >
                {institution.name}
              </Link>
            ),
          },
          {
            title: t.signature,
            cell: ({ signed }) => (
              <Tag tone={signed ? 'good' : 'plain'} icon={signed ? 'continuing' : undefined}>
                {signed ? t.signed : t.unsigned}
              </Tag>
            ),
          },
        ]}
      />
    </section>
  )
}
