import type { InnovationSummary } from '@/api/types'
import { InnovationCard } from './InnovationCard'
import classes from './InnovationGrid.module.css'
import { useInStages } from './useInStages'

interface Props {
  innovations: InnovationSummary[]
  columns?: 2 | 3
  showStatus?: boolean
}

export function InnovationGrid({ innovations, columns = 3, showStatus }: Props) {
  return (
    <ul className={classes.grid} data-columns={columns}>
      {useInStages(innovations).map((innovation) => (
        <li key={innovation.id}>
          <InnovationCard innovation={innovation} showStatus={showStatus} />
        </li>
      ))}
    </ul>
  )
}
