import type { Innovation } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { SustainabilityTag } from '@/shared/ui/SustainabilityTag'
import classes from './Profile.module.css'

export function SustainabilityFact({ innovation }: { innovation: Innovation }) {
  const t = useT()
  const format = useFormat()
  const { attested_on: attestedOn } = innovation
  return (
    <>
      <SustainabilityTag value={innovation.sustainability} />
      <span className={classes.attested}>
        {attestedOn ? t.innovation.attested(format.date(attestedOn)) : t.innovation.neverAttested}
      </span>
    </>
  )
}
