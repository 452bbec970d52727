import { useDebouncedValue } from '@mantine/hooks'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '@/shared/desk/Field'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Failure } from '@/shared/ui/Failure'
import type { Picked } from '../model/form'
import { useWriting } from '../words/useWriting'
import { Chips } from './Chips'
import classes from './Form.module.css'

interface Props {
  id: string
  label: string
  most: number
  chosen: Picked[]
  error: string | undefined
  useFind: (q: string) => UseQueryResult<Picked[]>
  onChange: (chosen: Picked[]) => void
}

/** Records that are found by typing, then chosen. */
export function PickField({ id, label, most, chosen, error, useFind, onChange }: Props) {
  const { form: t } = useWriting()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 300)
  const asked = q.length > 1 && typed.trim() !== '' ? q : ''
  const { data, error: failure, isPlaceholderData } = useFind(asked)
  const found = asked ? (data ?? []).filter((one) => !chosen.some(({ id }) => id === one.id)) : []
  const full = chosen.length >= most
  return (
    <Field id={id} label={label} hint={t.pickHint(format.number(most))} error={error} optional>
      {(control) => (
        <>
          <Chips
            items={chosen}
            onRemove={(gone) => onChange(chosen.filter((one) => one.id !== gone))}
          />
          {!full && (
            <input
              {...control}
              type="search"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              onKeyDown={(event) => {
                // It would save.
                if (event.key === 'Enter') event.preventDefault()
              }}
            />
          )}
          {!full && found.length > 0 && (
            <ul className={classes.found}>
              {found.map((one) => (
                <li key={one.id}>
                  <button
                    type="button"
                    lang={recordLanguage}
                    onClick={() => {
                      onChange([...chosen, one])
                      setTyped('')
                      document.getElementById(id)?.focus()
                    }}
                  >
                    {one.title}
                  </button>
                </li>
              ))}
            </ul>
          )}
          {failure && !data && <Failure error={failure} />}
          <p role="status" className={classes.none}>
            {asked && data && !isPlaceholderData && found.length === 0 ? t.nothingFound : ''}
          </p>
        </>
      )}
    </Field>
  )
}
