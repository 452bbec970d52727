import { useDebouncedValue } from '@mantine/hooks'
import { Field, type FieldFrame } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { usePeople } from '../api/find'

interface Props extends FieldFrame {
  value: string
  onChange: (value: string) => void
}

/** A person by name or e-mail address; the browser offers those who fit what is typed. */
export function PersonField({ value, onChange, ...frame }: Props) {
  const { admin: t } = useDesk()
  const [q] = useDebouncedValue(value.trim(), 300)
  const { data } = usePeople(q)
  const list = `${frame.id}-people`
  return (
    <Field {...frame} hint={t.auditActorHint}>
      {(control) => (
        <>
          <input
            {...control}
            type="text"
            list={list}
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <datalist id={list}>
            {data?.items.map(({ id, email, name }) => (
              <option key={id} value={email} label={name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
