import type { Innovation } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import { RichText } from '@/shared/ui/RichText'
import { Criteria } from './Criteria'
import { IndicatorCharts } from './IndicatorCharts'
import classes from './Story.module.css'
import { contentsOf, htmlOf } from './story'
import { useInStages } from './useInStages'

export function Story({ innovation }: { innovation: Innovation }) {
  const t = useT()
  const sections = useInStages(contentsOf(innovation), 1)
  return (
    <div className={classes.story}>
      {sections.map((name) => (
        <section key={name} id={name} aria-labelledby={`${name}-title`}>
          <h2 id={`${name}-title`}>{t.innovation.sections[name]}</h2>
          {name === 'results' ? (
            <IndicatorCharts indicators={innovation.indicators} />
          ) : name === 'criteria' ? (
            <Criteria innovation={innovation} />
          ) : (
            <RichText html={htmlOf(innovation, name)} />
          )}
        </section>
      ))}
    </div>
  )
}
