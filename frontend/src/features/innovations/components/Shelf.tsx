import { Lines } from '@/shared/ui/Lines'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { useShelf, type ShelfFilter } from '../api/shelf'
import { InnovationGrid } from './InnovationGrid'

interface Props {
  filter?: ShelfFilter
  empty: string
  /** Not shown on its own page. */
  except?: string
}

/** The newest few innovations of something, or of all. */
export function Shelf({ filter = {}, empty, except }: Props) {
  const { data, error } = useShelf(filter)
  if (error) return <Failure error={error} />
  if (!data) return <Lines count={2} height={240} />
  const shown = data.items.filter((innovation) => innovation.id !== except)
  if (shown.length === 0) return <Empty>{empty}</Empty>
  return <InnovationGrid innovations={shown} showStatus={filter.mine} />
}
