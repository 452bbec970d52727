import { useDebouncedValue } from '@mantine/hooks'
import { useId, useState } from 'react'
import type { Account } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { CheckField, FieldError, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { useColleagues } from '../api/owners'
import { rowsOf } from './candidates'
import classes from './Progress.module.css'

interface Props {
  institutionId: string
  owners: Account[]
  /** Ids. */
  chosen: string[]
  error: string | undefined
  onChange: (chosen: string[]) => void
}

/** The people of an institution to choose from, found by typing. */
export function Colleagues({ institutionId, owners, chosen, error, onChange }: Props) {
  const { progress } = useDesk()
  const { common } = useT()
  const t = progress.owners
  const id = useId()
  const [q, setQ] = useState('')
  const [searched] = useDebouncedValue(q.trim(), 300)
  const [picked, setPicked] = useState<Account[]>([])
  const found = useColleagues(institutionId, searched)
  const results = found.data?.pages.flatMap((page) => page.items)

  function pick(person: Account, checked: boolean) {
    setPicked([...picked, person])
    onChange(checked ? [...chosen, person.id] : chosen.filter((one) => one !== person.id))
  }

  return (
    <>
      <div
        onKeyDown={(event) => {
          // It would save.
          if (event.key === 'Enter') event.preventDefault()
        }}
      >
        <TextField id={`${id}-q`} type="search" label={t.search} value={q} onChange={setQ} />
      </div>
      <fieldset aria-describedby={error ? `${id}-error` : undefined}>
        <legend className={desk.legend}>{t.title}</legend>
        <div role="alert">{error && <FieldError id={`${id}-error`}>{error}</FieldError>}</div>
        <div className={classes.people}>
          {rowsOf(owners, picked, results ?? []).map((person) => (
            <CheckField
              key={person.id}
              label={person.name}
              hint={person.email}
              checked={chosen.includes(person.id)}
              onChange={(checked) => pick(person, checked)}
            />
          ))}
          {found.error && !results && <Failure error={found.error} />}
          {found.isPending && <Lines count={2} height={44} />}
          <p role="status">{results?.length === 0 && t.nobody}</p>
          {found.hasNextPage && (
            <Button
              variant="default"
              loading={found.isFetchingNextPage}
              onClick={() => void found.fetchNextPage()}
            >
              {common.more}
            </Button>
          )}
        </div>
      </fieldset>
    </>
  )
}
