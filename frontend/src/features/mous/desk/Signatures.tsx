import { useState } from 'react'
import { may } from '@/api/allowed'
import type { Mou, Signature } from '@/api/types'
import { Done } from '@/shared/desk/Done'
import { FileDrop } from '@/shared/files/FileDrop'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { useUser } from '@/shared/session/useSession'
import { Button } from '@/shared/ui/Button'
import { DataTable } from '@/shared/ui/DataTable'
import { Empty } from '@/shared/ui/Empty'
import { Section } from '@/shared/ui/Section'
import { useArtefact, usePutArtefact } from '../api/files'
import classes from './Desk.module.css'
import { Refused } from './DocumentBox'
import { SignDialog } from './SignDialog'

interface Props {
  mou: Mou
  signatures: Signature[]
}

export function Signatures({ mou, signatures }: Props) {
  const { mous } = useDesk()
  const t = mous.signatures
  const [signing, setSigning] = useState<'sign' | 'record'>()
  const [done, setDone] = useState<string>()
  const button = (action: 'sign' | 'record', label: string) => (
    <Button
      key={action}
      size="md"
      variant={action === 'sign' ? 'filled' : 'default'}
      onClick={() => setSigning(action)}
    >
      {label}
    </Button>
  )
  return (
    <Section
      title={t.title}
      lead={t.lead}
      action={
        <>
          {may(mou, 'sign') && button('sign', t.sign)}
          {may(mou, 'record_signature') && button('record', t.record)}
        </>
      }
    >
      <div className={classes.box}>
        {done && <Done>{t.done(done)}</Done>}
        {signatures.length === 0 ? (
          <Empty>{t.empty}</Empty>
        ) : (
          <Table mou={mou} signatures={signatures} />
        )}
        {signatures.map((signature) => (
          <AddArtefact key={signature.id} mou={mou} signature={signature} />
        ))}
      </div>
      {signing && (
        <SignDialog
          mou={mou}
          recording={signing === 'record'}
          onClose={() => setSigning(undefined)}
          onSigned={(signature) => {
            setSigning(undefined)
            setDone(signature.institution.short_name)
          }}
        />
      )}
    </Section>
  )
}

function Table({ mou, signatures }: Props) {
  const { mous } = useDesk()
  const t = mous.signatures
  const words = useT()
  const format = useFormat()
  return (
    <DataTable
      caption={t.title}
      rows={signatures}
      rowKey={({ id }) => id}
      columns={[
        { title: t.party, cell: ({ institution }) => institution.short_name },
        {
          title: t.who,
          cell: ({ signatory_name, position }) => (
            <span lang={recordLanguage}>
              {signatory_name}, {position}
            </span>
          ),
        },
        { title: t.when, cell: ({ signed_on }) => format.date(signed_on) },
        { title: t.how, cell: ({ method }) => words.mous.methods[method] },
        {
          title: t.artefact,
          cell: (signature) =>
            signature.artefact ? <DownloadArtefact mou={mou} signature={signature} /> : t.none,
        },
      ]}
    />
  )
}

function DownloadArtefact({ mou, signature }: { mou: Mou; signature: Signature }) {
  const { mous } = useDesk()
  const t = mous.signatures
  const download = useArtefact(mou, signature)
  return (
    <>
      <Button
        variant="default"
        loading={download.isPending}
        aria-label={t.downloadOf(signature.institution.short_name)}
        onClick={() => download.mutate()}
      >
        {t.download}
      </Button>
      <Refused error={download.error} />
    </>
  )
}

/** The scan or the signed PDF of a party, once. */
function AddArtefact({ mou, signature }: { mou: Mou; signature: Signature }) {
  const { mous } = useDesk()
  const t = mous.signatures
  const user = useUser()
  const put = usePutArtefact(mou, signature)
  const own = signature.institution_id === user?.institution_id
  const adds = user && (may(user, 'record_wet_ink_signature') || (own && may(user, 'sign_mou')))
  if (!adds || signature.artefact || signature.method === 'in_system') return null
  return (
    <>
      <FileDrop
        label={t.add(signature.institution.short_name)}
        hint={t.addHint}
        accept="application/pdf,image/jpeg,image/png"
        busy={put.isPending}
        onFiles={([file]) => file && put.mutate(file)}
      />
      <Refused error={put.error} />
    </>
  )
}
