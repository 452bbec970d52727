import type { Hub } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { groupByYear, type YearGroup } from './groupByYear'
import { HubCard } from './HubCard'
import classes from './HubGroups.module.css'

export function HubGroups({ hubs }: { hubs: Hub[] }) {
  return groupByYear(hubs).map((group) => <Group key={group.year} group={group} />)
}

function Group({ group: { year, hubs } }: { group: YearGroup }) {
  const t = useT()
  const format = useFormat()
  const id = `year-${year ?? 'unknown'}`
  return (
    <section className={classes.group} aria-labelledby={id}>
      <h2 id={id}>
        {year ? t.hubs.formedIn(year) : t.hubs.yearUnknown}
        <span className={classes.count}>{t.hubs.count(format.number(hubs.length))}</span>
      </h2>
      <ul className={classes.grid}>
        {hubs.map((hub) => (
          <li key={hub.id}>
            <HubCard hub={hub} />
          </li>
        ))}
      </ul>
    </section>
  )
}
