import type { Innovation } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import { Section } from '@/shared/ui/Section'
import { useShelf } from '../api/shelf'
import { InnovationGrid } from './InnovationGrid'

/** Where to read on; nothing at all when the hub has no more. */
export function MoreFromHub({ innovation }: { innovation: Innovation }) {
  const t = useT()
  const { data } = useShelf({ hubId: innovation.hub_id })
  const others = data?.items.filter((one) => one.id !== innovation.id).slice(0, 3) ?? []
  if (others.length === 0) return null
  return (
    <div className="container" data-screen-only>
      <Section title={t.innovation.more}>
        <InnovationGrid innovations={others} />
      </Section>
    </div>
  )
}
