import { Link } from '@tanstack/react-router'
import type { Innovation } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { Facts } from '@/shared/ui/Facts'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { SustainabilityFact } from './SustainabilityFact'

export function InnovationFacts({ innovation }: { innovation: Innovation }) {
  const { facts } = useT().innovation
  const format = useFormat()
  const { label } = useVocabulary()
  const { institution, hub, sector, category, source } = innovation
  const date = (iso: string | null | undefined) => iso && format.date(iso)
  return (
    <Facts
      facts={[
        [facts.sustainability, <SustainabilityFact key="s" innovation={innovation} />],
        [
          facts.institution,
          <Link key="i" to="/institutions/$code" params={{ code: institution.code }}>
            {institution.name}
          </Link>,
        ],
        [
          facts.hub,
          <Link key="h" to="/hubs/$slug" params={{ slug: hub.slug }}>
            {hub.name}
          </Link>,
        ],
        [facts.unit, innovation.unit_name],
        [facts.sector, sector && label('sectors', sector)],
        [facts.category, category && label('categories', category)],
        [facts.phase, label('phases', innovation.phase)],
        [facts.initiated, date(innovation.initiated_on)],
        [facts.implemented, date(innovation.implemented_on)],
        [facts.published, date(innovation.published_at)],
        [facts.updated, date(innovation.updated_at)],
        [facts.source, label('sources', source)],
      ]}
    />
  )
}
