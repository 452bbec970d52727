import type { LinkProps } from '@tanstack/react-router'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { isProblem } from '@/api/problem'
import desk from '@/shared/desk/Desk.module.css'
import { ErrorSummary } from '@/shared/desk/ErrorSummary'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { useSkipTarget } from '@/shared/ui/skipTargets'
import { check, type FormField, type MouForm } from '../model/form'
import classes from './Desk.module.css'
import { idOf } from './fieldIds'
import { MouFields } from './MouFields'

interface Props {
  form: MouForm
  /** The choice of the hub, or its name once it is settled. */
  hub: (fault: string | undefined) => ReactNode
  save: { isPending: boolean; error: Error | null }
  onChange: (change: Partial<MouForm>) => void
  onSubmit: () => void
  back: Pick<LinkProps, 'to' | 'params'>
}

export function MouFormView({ form, hub, save, onChange, onSubmit, back }: Props) {
  const skip = useSkipTarget('form')
  const words = useT()
  const { mous, common } = useDesk()
  const t = mous.form
  const [attempt, setAttempt] = useState(0)
  const refused = isProblem(save.error, 422) ? save.error : undefined
  const faults = check(form)
  const fault = (field: FormField) => {
    const code = faults[field]
    if (code && (attempt > 0 || code === 'too_long')) return t.faults[code]
    return code ? undefined : refused?.about(`/${field}`)
  }
  const names: Record<FormField, string> = {
    hub_id: t.hub,
    title: t.title,
    others: t.parties,
    scope: t.scope,
    starts_on: t.starts_on,
    ends_on: t.ends_on,
    number: t.number,
  }
  const problems = (Object.keys(names) as FormField[]).flatMap((field) => {
    const text = fault(field)
    return text ? [{ id: idOf(field), text: `${names[field]}: ${text}` }] : []
  })

  function submit(submitted: SubmitEvent) {
    submitted.preventDefault()
    setAttempt(attempt + 1)
    if (Object.keys(faults).length === 0 && !save.isPending) onSubmit()
  }

  const clash = isProblem(save.error, 412)
  return (
    <form {...skip} className={classes.form} onSubmit={submit} noValidate>
      {attempt > 0 && <ErrorSummary attempt={attempt} problems={problems} />}
      {hub(fault('hub_id'))}
      <MouFields form={form} fault={fault} onChange={onChange} />
      {clash && (
        <Notice tone="warn" live>
          {common.changedMeanwhile}
        </Notice>
      )}
      {save.error && !clash && problems.length === 0 && (
        <Notice tone="bad" live>
          {explain(save.error, words).text}
        </Notice>
      )}
      <div className={desk.buttons}>
        <Button type="submit" size="md" loading={save.isPending}>
          {t.save}
        </Button>
        <ButtonLink {...back} size="md" variant="subtle">
          {t.cancel}
        </ButtonLink>
      </div>
    </form>
  )
}
