import { may } from '@/api/allowed'
import type { Report } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Tag, type Tone } from '@/shared/ui/Tag'
import { useWriting } from '../words/useWriting'
import { DecideReport } from './DecideReport'
import classes from './Desk.module.css'

const tones: Record<Report['status'], Tone> = { open: 'warn', upheld: 'good', dismissed: 'plain' }

/** What is reported, why and by whom, and what became of it. */
export function ReportCard({ report }: { report: Report }) {
  const t = useWriting()
  const format = useFormat()
  const { title, excerpt, reason, note, status, answer, reporter, record_type } = report
  const [path, hash] = report.url.split('#')
  return (
    <article id={report.id} className={classes.report} tabIndex={-1}>
      <p className={classes.heads}>
        <Tag>{t.moderation.of[record_type]}</Tag>
        <Tag tone={reason === 'appeal' ? 'accent' : 'warn'}>{t.report.reasons[reason]}</Tag>
        <Tag tone={tones[status]}>{t.moderation.statuses[status]}</Tag>
      </p>
      <h2 lang={recordLanguage}>{title}</h2>
      <blockquote lang={recordLanguage}>{excerpt}</blockquote>
      <p className={classes.muted}>
        {t.moderation.by(reporter.name, format.dateTime(report.created_at))}
      </p>
      {note && (
        <p>
          {t.report.note}: <q lang={recordLanguage}>{note}</q>
        </p>
      )}
      {answer && (
        <p>
          {t.moderation.answered}: <q lang={recordLanguage}>{answer}</q>
        </p>
      )}
      <div>
        <ButtonLink
          to="/posts/$slug"
          params={{ slug: path?.split('/').pop() ?? '' }}
          {...(hash ? { hash } : {})}
          variant="subtle"
        >
          {t.moderation.view}
        </ButtonLink>
      </div>
      {may(report, 'decide') && <DecideReport report={report} />}
    </article>
  )
}
