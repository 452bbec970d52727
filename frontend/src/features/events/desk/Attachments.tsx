import { useState } from 'react'
import { may } from '@/api/allowed'
import type { Attachment, Event } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import desk from '@/shared/desk/Desk.module.css'
import { Done } from '@/shared/desk/Done'
import { FileDrop } from '@/shared/files/FileDrop'
import { sizeOf } from '@/shared/files/size'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { DataTable } from '@/shared/ui/DataTable'
import { Empty } from '@/shared/ui/Empty'
import { explain } from '@/shared/ui/explain'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { Section } from '@/shared/ui/Section'
import { useAttach, useAttachments, useDetach, useDownload } from '../api/attachments'

const accept = '.pdf,.jpg,.jpeg,.png,.docx,.xlsx,.pptx'

export function Attachments({ event }: { event: Event }) {
  const { attachments: t } = useDesk()
  const words = useT()
  const format = useFormat()
  const { data, error } = useAttachments(event.id)
  const attach = useAttach(event.id)
  return (
    <Section title={t.title} lead={t.lead}>
      {error && !data && <Failure error={error} />}
      {!data && !error && <Lines count={2} height={56} />}
      {data?.items.length === 0 && <Empty>{t.empty}</Empty>}
      {data && data.items.length > 0 && <Table event={event} items={data.items} />}
      {may(event, 'record') && (
        <div className={desk.after}>
          <FileDrop
            label={t.upload}
            hint={t.uploadHint}
            accept={accept}
            multiple
            busy={attach.isPending}
            onFiles={(files) => attach.mutate(files)}
          />
        </div>
      )}
      {attach.data !== undefined && <Done>{t.done(format.number(attach.data))}</Done>}
      {attach.error && (
        <Notice tone="bad" live>
          {explain(attach.error, words).text}
        </Notice>
      )}
    </Section>
  )
}

function Table({ event, items }: { event: Event; items: Attachment[] }) {
  const { attachments: t } = useDesk()
  const format = useFormat()
  return (
    <DataTable
      caption={t.title}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        { title: t.file, cell: (one) => <Download event={event} attachment={one} /> },
        { title: t.size, cell: ({ size }) => sizeOf(size, format.number) },
        {
          title: t.by,
          cell: ({ created_by, created_at }) => (
            <>
              {created_by?.name} · <time dateTime={created_at}>{format.dateTime(created_at)}</time>
            </>
          ),
        },
        {
          title: t.action,
          cell: (one) => may(event, 'record') && <Remove event={event} attachment={one} />,
        },
      ]}
    />
  )
}

interface OneProps {
  event: Event
  attachment: Attachment
}

function Download({ event, attachment }: OneProps) {
  const words = useT()
  const download = useDownload(event.id, attachment)
  return (
    <>
      <Button variant="subtle" loading={download.isPending} onClick={() => download.mutate()}>
        {attachment.name}
      </Button>
      {download.error && (
        <Notice tone="bad" live>
          {explain(download.error, words).text}
        </Notice>
      )}
    </>
  )
}

function Remove({ event, attachment }: OneProps) {
  const { attachments: t } = useDesk()
  const [asking, setAsking] = useState(false)
  const detach = useDetach(event)
  return (
    <>
      <Button
        variant="default"
        aria-label={t.removeOf(attachment.name)}
        onClick={() => setAsking(true)}
      >
        {t.remove}
      </Button>
      {asking && (
        <Confirm
          title={t.remove}
          text={<p>{t.removeAsk(attachment.name)}</p>}
          yes={t.removeYes}
          danger
          pending={detach.isPending}
          error={detach.error}
          onYes={() => detach.mutate(attachment, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
