import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Section } from '@/shared/ui/Section'
import type { ShelfFilter } from '../api/shelf'
import { Shelf } from './Shelf'

type Of = 'hubs' | 'institutions'

/** "Innovations of this hub", with the way to all of them. */
export function ShelfSection({ of, filter }: { of: Of; filter: ShelfFilter }) {
  const t = useT()[of]
  const { hubId, institutionId } = filter
  return (
    <Section
      title={t.latest}
      action={
        <ButtonLink
          to="/innovations"
          search={hubId ? { hub_id: [hubId] } : { institution_id: [institutionId ?? ''] }}
          variant="default"
        >
          {t.latestAll}
        </ButtonLink>
      }
    >
      <Shelf filter={filter} empty={t.latestEmpty} />
    </Section>
  )
}
