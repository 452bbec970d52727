import { useState } from 'react'
import { isProblem } from '@/api/problem'
import type { Mou, Signature, SignatureMethod } from '@/api/types'
import { Confirm } from '@/shared/desk/Confirm'
import { grouped } from '@/shared/files/fingerprint'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { useUser } from '@/shared/session/useSession'
import { useSign } from '../api/changes'
import mous from '../components/Mous.module.css'
import { todayInJakarta } from '../model/days'
import { SignFields, type SignForm } from './SignFields'

interface Props {
  mou: Mou
  /** For any party, by wet ink; else for the own one. */
  recording: boolean
  onClose: () => void
  onSigned: (signature: Signature) => void
}

const required = ['signatory_name', 'position', 'signed_on'] as const

export function SignDialog({ mou, recording, onClose, onSigned }: Props) {
  const { mous: words } = useDesk()
  const t = words.signatures
  const user = useUser()
  const sign = useSign(mou)
  const open = mou.parties.filter(({ signed }) => !signed)
  const parties = recording
    ? open
    : open.filter(({ institution_id }) => institution_id === user?.institution_id)
  const [form, setForm] = useState<SignForm>({
    institution_id: parties[0]?.institution_id ?? '',
    signatory_name: recording ? '' : (user?.name ?? ''),
    position: '',
    signed_on: todayInJakarta(),
    method: recording ? 'wet_ink' : 'in_system',
    password: '',
  })
  const [attempted, setAttempted] = useState(false)
  const proves = form.method === 'in_system'
  const missing = (field: keyof SignForm) =>
    form[field].trim() === '' &&
    ((required as readonly string[]).includes(field) || (field === 'password' && proves))
  const complete = !([...required, 'password'] as const).some(missing)
  const refused = isProblem(sign.error, 422) ? sign.error : undefined
  const fault = (field: keyof SignForm) =>
    attempted && missing(field) ? t.required : refused?.about(`/${field}`)

  function submit() {
    setAttempted(true)
    if (!complete) return
    const { password, method, ...rest } = form
    sign.mutate(
      { ...rest, method: method as SignatureMethod, ...(proves ? { password } : {}) },
      { onSuccess: onSigned },
    )
  }

  return (
    <Confirm
      title={recording ? t.record : t.sign}
      yes={recording ? t.record : t.sign}
      text={
        <>
          <Signed mou={mou} />
          <SignFields
            form={form}
            parties={parties}
            recording={recording}
            fault={fault}
            onChange={(change) => setForm({ ...form, ...change })}
          />
        </>
      }
      pending={sign.isPending}
      error={refused ? null : sign.error}
      onYes={submit}
      onClose={onClose}
    />
  )
}

/** What is signed, by its own words and by its fingerprint. */
function Signed({ mou }: { mou: Mou }) {
  const { mous: words } = useDesk()
  const { mous: t } = useT()
  return (
    <p>
      {words.signatures.confirm}: <strong lang={recordLanguage}>{mou.title}</strong> ({mou.number}).{' '}
      {mou.document_sha256 && (
        <>
          {t.digest}: <span className={mous.digest}>{grouped(mou.document_sha256)}</span>
        </>
      )}
    </p>
  )
}
