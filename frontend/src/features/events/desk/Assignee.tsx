import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { ActionItem } from '@/api/types'
import { ChoiceField, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { Failure } from '@/shared/ui/Failure'
import { useAssignees } from '../api/actionItems'

type Person = NonNullable<ActionItem['assignee']>

interface Props {
  chosen: Person | null
  error: string | undefined
  onChange: (person: Person | null) => void
}

/** Who is to do it: found by typing, then chosen. */
export function Assignee({ chosen, error, onChange }: Props) {
  const { events } = useDesk()
  const t = events.items
  const [q, setQ] = useState('')
  const [searched] = useDebouncedValue(q.trim(), 300)
  const found = useAssignees(searched)
  const people = [
    ...(chosen ? [chosen] : []),
    ...(found.data?.items ?? []).filter(({ id }) => id !== chosen?.id),
  ]
  return (
    <>
      <div
        onKeyDown={(event) => {
          // It would save.
          if (event.key === 'Enter') event.preventDefault()
        }}
      >
        <TextField
          id="item-person"
          type="search"
          label={t.findPerson}
          optional
          value={q}
          onChange={setQ}
        />
      </div>
      {found.error && !found.data && <Failure error={found.error} />}
      <ChoiceField
        id="item-assignee"
        label={t.who}
        error={error}
        value={chosen?.id ?? ''}
        options={[
          { value: '', label: t.nobody },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => {
          const person = people.find((one) => one.id === id)
          onChange(person ? { id: person.id, name: person.name } : null)
        }}
      />
    </>
  )
}
