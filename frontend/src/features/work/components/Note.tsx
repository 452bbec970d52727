import type { InnovationSummary } from '@/api/types'
import { useAnswer } from '@/shared/desk/useAnswer'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import classes from '@/shared/desk/Tasks.module.css'

/** What the reviewers asked for, in short. */
export function Note({ innovation }: { innovation: InnovationSummary }) {
  const { draft: t } = useDesk()
  const answer = useAnswer(innovation)
  if (!answer) return null
  return (
    <p className={classes.note}>
      {t.revisionNote}: <q lang={recordLanguage}>{answer.note}</q>
    </p>
  )
}
