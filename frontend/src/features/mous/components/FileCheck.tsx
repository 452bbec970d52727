import { useState } from 'react'
import type { Verification } from '@/api/types'
import { FileDrop } from '@/shared/files/FileDrop'
import { fingerprint, grouped } from '@/shared/files/fingerprint'
import { useT } from '@/shared/i18n/useT'
import { Notice } from '@/shared/ui/Notice'
import { judge } from '../model/judge'
import mous from './Mous.module.css'
import { nameOf } from './names'
import classes from './Verify.module.css'

interface Read {
  name: string
  /** Undefined where the browser cannot tell. */
  digest: string | undefined
}

/** Whether a file is the very document: its fingerprint is made here, and it goes nowhere. */
export function FileCheck({ mou }: { mou: Verification }) {
  const { verification: t } = useT()
  const [read, setRead] = useState<Read | 'reading'>()

  async function take([file]: File[]) {
    if (!file) return
    setRead('reading')
    const digest = await file.arrayBuffer().then(fingerprint, () => undefined)
    setRead({ name: file.name, digest })
  }

  return (
    <section className={classes.result}>
      <h2>{t.fileTitle}</h2>
      <FileDrop
        label={t.drop}
        hint={t.dropHint}
        accept="application/pdf,image/*"
        busy={read === 'reading'}
        onFiles={(files) => void take(files)}
      />
      <div role="status">
        {read === 'reading' && <p>{t.reading}</p>}
        {read && read !== 'reading' && <Outcome mou={mou} read={read} />}
      </div>
    </section>
  )
}

function Outcome({ mou, read: { name, digest } }: { mou: Verification; read: Read }) {
  const { verification: t, mous: words } = useT()
  if (!digest) return <Notice tone="warn">{t.tooOld}</Notice>
  const found = judge(mou, digest)
  const text =
    found.kind === 'document'
      ? t.isDocument(name)
      : found.kind === 'copy'
        ? t.isCopy(name, nameOf(mou, found.copy.institution_id), words.methods[found.copy.method])
        : t.isNeither(name)
  return (
    <Notice tone={found.kind === 'neither' ? 'bad' : 'good'}>
      <p>{text}</p>
      <p>
        {t.fileDigest}: <span className={mous.digest}>{grouped(digest)}</span>
      </p>
    </Notice>
  )
}
