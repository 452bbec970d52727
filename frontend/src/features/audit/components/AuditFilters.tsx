import { useState } from 'react'
import desk from '@/shared/desk/Desk.module.css'
import { ChoiceField, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { compact } from '@/shared/url/search'
import type { AuditSearch } from '../api/search'
import classes from './Audit.module.css'

interface Props {
  search: AuditSearch
  onSearch: (search: AuditSearch) => void
}

export function AuditFilters({ search, onSearch }: Props) {
  const { admin: t, common } = useDesk()
  const [form, setForm] = useState(search)
  const field = (name: keyof AuditSearch, label: string) => ({
    id: `audit-${name}`,
    label,
    value: form[name] ?? '',
    onChange: (value: string) => setForm({ ...form, [name]: value.trim() || undefined }),
  })
  const options = (names: Record<string, string>) => [
    { value: '', label: common.all },
    ...Object.entries(names).map(([value, label]) => ({ value, label })),
  ]
  return (
    <form
      aria-label={t.auditFilters}
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(compact(form))
      }}
    >
      <div className={`${desk.filters ?? ''} ${classes.filters ?? ''}`}>
        <ChoiceField {...field('action', t.auditAction)} options={options(t.actions)} />
        <ChoiceField {...field('record_type', t.auditType)} options={options(t.recordTypes)} />
        <TextField {...field('from', t.auditFrom)} type="date" />
        <TextField {...field('to', t.auditTo)} type="date" />
        <TextField {...field('record_id', t.auditRecord)} />
        <TextField {...field('actor_id', t.auditActor)} />
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
