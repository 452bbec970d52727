import type { LinkProps } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
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
import { check } from '../model/check'
import type { EventForm as Form, FormField } from '../model/form'
import { EventFields } from './EventFields'
import classes from './Form.module.css'
import { useFieldNames } from './fieldNames'

interface Props {
  form: Form
  /** Whether it may be one that forms hubs. */
  forming: boolean
  save: { isPending: boolean; error: Error | null }
  onChange: (change: Partial<Form>) => void
  onSubmit: () => void
  back: Pick<LinkProps, 'to' | 'params'>
}

/** Where the server's word on a time stands. */
const pointers: Partial<Record<FormField, string>> = {
  starts_day: '/starts_at',
  ends_day: '/ends_at',
}

export function EventForm({ form, forming, save, onChange, onSubmit, back }: Props) {
  const skip = useSkipTarget('form')
  const words = useT()
  const { events } = useDesk()
  const t = events.form
  const names = useFieldNames()
  const [attempt, setAttempt] = useState(0)
  const refused = isProblem(save.error, 422) ? save.error : undefined
  const faults = check(form)
  const fault = (field: FormField) => {
    const code = faults[field]
    if (code && (attempt > 0 || code === 'too_long')) return t.faults[code]
    return code ? undefined : refused?.about(pointers[field] ?? `/${field}`)
  }
  const problems = (Object.keys(form) as FormField[]).flatMap((field) => {
    const text = fault(field)
    return text ? [{ id: idOf(field), text: `${names[field]}: ${text}` }] : []
  })

  function submit(submitted: SubmitEvent) {
    submitted.preventDefault()
    setAttempt(attempt + 1)
    if (Object.keys(faults).length === 0 && !save.isPending) onSubmit()
  }

  const explained = isProblem(save.error, 412) || problems.length > 0
  return (
    <form {...skip} className={classes.form} onSubmit={submit} noValidate>
      {attempt > 0 && <ErrorSummary attempt={attempt} problems={problems} />}
      <EventFields form={form} forming={forming} fault={fault} idOf={idOf} onChange={onChange} />
      {save.error && !explained && (
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

const idOf = (field: FormField) => `event-${field}`
