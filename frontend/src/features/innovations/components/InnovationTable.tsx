import { Link } from '@tanstack/react-router'
import type { InnovationSummary } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { DemoTag } from '@/shared/ui/DemoTag'
import { ScrollTable } from '@/shared/ui/ScrollTable'
import { SustainabilityTag } from '@/shared/ui/SustainabilityTag'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'

export function InnovationTable({ innovations }: { innovations: InnovationSummary[] }) {
  const t = useT()
  const { columns } = t.innovations
  return (
    <ScrollTable caption={t.innovations.tableCaption}>
      <thead>
        <tr>
          {Object.values(columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {innovations.map((innovation) => (
          <Row key={innovation.id} innovation={innovation} />
        ))}
      </tbody>
    </ScrollTable>
  )
}

function Row({ innovation }: { innovation: InnovationSummary }) {
  const t = useT()
  const { label } = useVocabulary()
  const { slug, title, institution, sector, phase, sustainability, implemented_on } = innovation
  return (
    <tr>
      <th scope="row">
        <Link to="/innovations/$slug" params={{ slug }} lang={recordLanguage}>
          {title}
        </Link>{' '}
        <DemoTag sourceRef={innovation.source_ref} />
      </th>
      <td>{institution.short_name}</td>
      <td>{sector ? label('sectors', sector) : t.common.none}</td>
      <td>{label('phases', phase)}</td>
      <td>
        <SustainabilityTag value={sustainability} />
      </td>
      <td>{implemented_on?.slice(0, 4) ?? t.common.none}</td>
    </tr>
  )
}
