import { useState } from 'react'
import { TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { idOf } from '../model/steps'
import type { FieldsProps } from './fields'
import { keywordsOf } from './keywords'

export function KeywordsField({ state, fault, onChange }: FieldsProps & { limit: number }) {
  const { draft: t } = useDesk()
  // The comma that was just typed must not vanish.
  const [typed, setTyped] = useState(() => state.content.keywords.join(', '))
  return (
    <TextField
      id={idOf('/keywords')}
      label={t.fields.keywords}
      hint={t.hints.keywords}
      lang={recordLanguage}
      value={typed}
      error={fault('/keywords')}
      onChange={(text) => {
        setTyped(text)
        onChange({ keywords: keywordsOf(text) })
      }}
    />
  )
}
