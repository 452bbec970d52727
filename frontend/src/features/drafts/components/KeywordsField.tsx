import { useState } from 'react'
import { TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { idOf } from '../model/steps'
import { same } from '../model/wire'
import type { FieldsProps } from './fields'
import { keywordsOf } from './keywords'

export function KeywordsField({ state, fault, onChange }: FieldsProps & { limit: number }) {
  const { draft: t } = useDesk()
  const { keywords } = state.content
  // The comma that was just typed must not vanish; what came from elsewhere must show.
  const [typed, setTyped] = useState(() => keywords.join(', '))
  const shown = same(keywordsOf(typed), keywords) ? typed : keywords.join(', ')
  return (
    <TextField
      id={idOf('/keywords')}
      label={t.fields.keywords}
      hint={t.hints.keywords}
      lang={recordLanguage}
      value={shown}
      error={fault('/keywords')}
      onChange={(text) => {
        setTyped(text)
        onChange({ keywords: keywordsOf(text) })
      }}
    />
  )
}
