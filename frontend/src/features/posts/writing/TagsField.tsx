import { useState, type KeyboardEvent } from 'react'
import { Field } from '@/shared/desk/Field'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { usePostFacets } from '../api/list'
import { addTags } from '../model/tags'
import { useWriting } from '../words/useWriting'
import { Chips } from './Chips'

interface Props {
  id: string
  tags: string[]
  error: string | undefined
  onChange: (tags: string[]) => void
}

/** Tags, one by one; those that others use are offered. */
export function TagsField({ id, tags, error, onChange }: Props) {
  const { form: t } = useWriting()
  const [typed, setTyped] = useState('')
  const used = usePostFacets({}).facet('tag')

  function add(text: string) {
    if (text.trim()) onChange(addTags(tags, text))
    setTyped('')
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && typed.trim()) {
      event.preventDefault()
      add(typed)
    } else if (event.key === 'Backspace' && typed === '' && tags.length > 0) {
      onChange(tags.slice(0, -1))
    }
  }

  return (
    <Field id={id} label={t.tags} hint={t.tagsHint} error={error} optional>
      {(control) => (
        <>
          <Chips
            items={tags.map((tag) => ({ id: tag, title: tag }))}
            onRemove={(tag) => onChange(tags.filter((one) => one !== tag))}
          />
          <input
            {...control}
            list={`${id}-used`}
            lang={recordLanguage}
            autoComplete="off"
            value={typed}
            onChange={(event) => {
              const text = event.currentTarget.value
              if (text.includes(',')) add(text)
              else setTyped(text)
            }}
            onKeyDown={onKeyDown}
            // What stands there was meant.
            onBlur={() => add(typed)}
          />
          <datalist id={`${id}-used`}>
            {used.map(({ value }) => (
              <option key={value} value={value} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
