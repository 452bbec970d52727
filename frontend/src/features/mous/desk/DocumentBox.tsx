import { may } from '@/api/allowed'
import type { Mou } from '@/api/types'
import { Done } from '@/shared/desk/Done'
import { FileDrop } from '@/shared/files/FileDrop'
import { grouped } from '@/shared/files/fingerprint'
import { sizeOf } from '@/shared/files/size'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Facts } from '@/shared/ui/Facts'
import { Notice } from '@/shared/ui/Notice'
import { Section } from '@/shared/ui/Section'
import { useDocument, useMakeDocument, usePutDocument } from '../api/files'
import mous from '../components/Mous.module.css'
import classes from './Desk.module.css'

export function DocumentBox({ mou }: { mou: Mou }) {
  const { mous: words } = useDesk()
  const t = words.document
  const put = usePutDocument(mou)
  const make = useMakeDocument(mou)
  const pinned = (mou.signatures?.length ?? 0) > 0
  // Given up before it was approved, it never had one.
  const exists = mou.document ?? mou.status !== 'cancelled'
  return (
    <Section title={t.title} lead={mou.document ? t.kept : t.made}>
      <div className={classes.box}>
        {mou.document && <DocumentFacts document={mou.document} />}
        <div className={mous.buttons}>
          {exists && <Download id={mou.id} />}
          {may(mou, 'upload') && mou.document && (
            <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
              {t.make}
            </Button>
          )}
        </div>
        {may(mou, 'upload') && (
          <FileDrop
            label={t.upload}
            hint={t.uploadHint}
            accept="application/pdf"
            busy={put.isPending}
            onFiles={([file]) => file && put.mutate(file)}
          />
        )}
        {pinned && <p>{t.pinned}</p>}
        {put.isSuccess && <Done>{t.saved}</Done>}
        <Refused error={put.error ?? make.error} />
      </div>
    </Section>
  )
}

function DocumentFacts({ document }: { document: NonNullable<Mou['document']> }) {
  const { mous: words } = useDesk()
  const { mous: t } = useT()
  const format = useFormat()
  return (
    <Facts
      facts={[
        [words.document.size, sizeOf(document.size, format.number)],
        [
          t.digest,
          <span key="digest" className={mous.digest}>
            {grouped(document.sha256)}
          </span>,
        ],
      ]}
    />
  )
}

function Download({ id }: { id: string }) {
  const { mous: words } = useDesk()
  const download = useDocument(id)
  return (
    <>
      <Button loading={download.isPending} onClick={() => download.mutate()}>
        {words.document.download}
      </Button>
      <Refused error={download.error} />
    </>
  )
}

export function Refused({ error }: { error: Error | null }) {
  const words = useT()
  return error ? (
    <Notice tone="bad" live>
      {explain(error, words).text}
    </Notice>
  ) : null
}
