import { Link } from '@tanstack/react-router'
import type { InnovationSummary } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { DataTable } from '@/shared/ui/DataTable'
import { DemoTag } from '@/shared/ui/DemoTag'
import { SustainabilityTag } from '@/shared/ui/SustainabilityTag'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'

export function InnovationTable({ innovations }: { innovations: InnovationSummary[] }) {
  const { innovations: t, common } = useT()
  const { label } = useVocabulary()
  return (
    <DataTable
      caption={t.tableCaption}
      columns={[
        { title: t.columns.title, cell: (one) => <Title innovation={one} /> },
        { title: t.columns.institution, cell: (one) => one.institution.short_name },
        {
          title: t.columns.sector,
          cell: ({ sector }) => (sector ? label('sectors', sector) : common.none),
        },
        { title: t.columns.phase, cell: (one) => label('phases', one.phase) },
        {
          title: t.columns.sustainability,
          cell: (one) => <SustainabilityTag value={one.sustainability} />,
        },
        {
          title: t.columns.year,
          cell: (one) => one.implemented_on?.slice(0, 4) ?? common.none,
        },
      ]}
      rows={innovations}
      rowKey={({ id }) => id}
    />
  )
}

const Title = ({ innovation }: { innovation: InnovationSummary }) => (
  <>
    <Link to="/innovations/$slug" params={{ slug: innovation.slug }} lang={recordLanguage}>
      {innovation.title}
    </Link>{' '}
    <DemoTag sourceRef={innovation.source_ref} />
  </>
)
