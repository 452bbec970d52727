import { useId, useState } from 'react'
import type { ReportReason } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { ChoiceField } from '@/shared/desk/Field'
import { Button } from '@/shared/ui/Button'
import { oneOf } from '@/shared/url/search'
import { useReport } from '../api/changes'
import { useWriting } from '../words/useWriting'

const reasons = [
  'spam',
  'abuse',
  'off_topic',
  'privacy',
  'wrong',
  'other',
] as const satisfies readonly ReportReason[]

interface Props {
  subject: { post_id: string } | { comment_id: string }
  /** The own text was hidden. */
  appeal?: boolean
  size?: 'sm' | 'md'
}

/** Tells the moderators of a text, or asks them to look again at one's own. */
export function Report({ subject, appeal, size = 'md' }: Props) {
  const t = useWriting().report
  const report = useReport()
  const id = useId()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState<(typeof reasons)[number]>('spam')
  if (report.isSuccess && !asking) return <p role="status">{t.sent}</p>
  const send = (note: string) =>
    report.mutate(
      { ...subject, reason: appeal ? 'appeal' : reason, ...(note ? { note } : {}) },
      { onSuccess: () => setAsking(false) },
    )
  return (
    <>
      <Button variant={appeal ? 'default' : 'subtle'} size={size} onClick={() => setAsking(true)}>
        {appeal ? t.appeal : t.open}
      </Button>
      {asking && (
        <Confirm
          title={appeal ? t.appealTitle : t.title}
          text={
            <>
              <p>{appeal ? t.appealLead : t.lead}</p>
              {!appeal && (
                <ChoiceField
                  id={`${id}-reason`}
                  label={t.reason}
                  value={reason}
                  options={reasons.map((value) => ({ value, label: t.reasons[value] }))}
                  onChange={(value) => setReason(oneOf(value, reasons) ?? reason)}
                />
              )}
            </>
          }
          yes={t.send}
          note={{ label: t.note, optional: !appeal, missing: t.noteRequired }}
          pending={report.isPending}
          error={report.error}
          onYes={send}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

/** Below a post, for its readers. */
export default Report
