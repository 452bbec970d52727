import { useState } from 'react'
import desk from '@/shared/desk/Desk.module.css'
import { ChoiceField, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import type { Found } from '../api/find'
import { readAuditSearch, type AuditSearch } from '../api/search'
import classes from './Audit.module.css'
import { PersonField } from './PersonField'

interface Props {
  search: AuditSearch
  /** What the words for a person and a record stand for, once that is known. */
  found: { actor: Found | undefined; record: Found | undefined }
  onSearch: (search: AuditSearch) => void
}

export function AuditFilters({ search, found, onSearch }: Props) {
  const { admin: t, common } = useDesk()
  const [form, setForm] = useState(search)
  const field = (name: keyof AuditSearch, label: string) => ({
    id: `audit-${name}`,
    label,
    value: form[name] ?? '',
    onChange: (value: string) => setForm({ ...form, [name]: value || undefined }),
  })
  const fault = (one: Found | undefined) =>
    one && 'fault' in one ? t.auditFaults[one.fault] : undefined
  const options = (names: Record<string, string>) => [
    { value: '', label: common.all },
    ...Object.entries(names).map(([value, label]) => ({ value, label })),
  ]
  return (
    <form
      aria-label={t.auditFilters}
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(readAuditSearch({ ...form }))
      }}
    >
      <div className={`${desk.filters ?? ''} ${classes.filters ?? ''}`}>
        <ChoiceField {...field('action', t.auditAction)} options={options(t.actions)} />
        <ChoiceField {...field('record_type', t.auditType)} options={options(t.recordTypes)} />
        <TextField {...field('from', t.auditFrom)} type="date" />
        <TextField {...field('to', t.auditTo)} type="date" />
        <div className={classes.wide}>
          <PersonField {...field('actor', t.auditActor)} error={fault(found.actor)} />
        </div>
        <div className={classes.wide}>
          <TextField
            {...field('record', t.auditColumns.record)}
            hint={t.auditRecordHint}
            error={fault(found.record)}
          />
        </div>
      </div>
      <div className={`${desk.buttons ?? ''} ${classes.apply ?? ''}`}>
        <Button type="submit" size="md">
          {common.apply}
        </Button>
        <Button size="md" variant="default" onClick={() => onSearch({})}>
          {t.auditClear}
        </Button>
      </div>
    </form>
  )
}
