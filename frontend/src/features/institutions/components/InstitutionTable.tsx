import { Link } from '@tanstack/react-router'
import type { Institution } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { DataTable } from '@/shared/ui/DataTable'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './Institutions.module.css'

export function InstitutionTable({ institutions }: { institutions: Institution[] }) {
  const { institutions: t } = useT()
  const format = useFormat()
  return (
    <DataTable
      caption={t.caption}
      columns={[
        { title: t.name, cell: (institution) => <Name institution={institution} /> },
        { title: t.hub, cell: (institution) => <Hub institution={institution} /> },
        {
          title: t.published,
          cell: (institution) => format.number(institution.innovations_published),
        },
      ]}
      rows={institutions}
      rowKey={({ id }) => id}
    />
  )
}

interface Props {
  institution: Institution
}

function Name({ institution: { code, name, kind } }: Props) {
  const { label } = useVocabulary()
  return (
    <>
      <Link to="/institutions/$code" params={{ code }}>
        {name}
      </Link>
      <span className={classes.kind}>{label('institution_kinds', kind)}</span>
    </>
  )
}

function Hub({ institution: { hub } }: Props) {
  const { institutions: t } = useT()
  if (!hub) return t.noHub
  return (
    <Link to="/hubs/$slug" params={{ slug: hub.slug }}>
      {hub.name}
    </Link>
  )
}
