import { AreaField, ChoiceField, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { limits } from '../model/check'
import { idOf } from '../model/steps'
import classes from './Editor.module.css'
import type { FieldsProps } from './fields'
import { HubField } from './HubField'

export function Basics(props: FieldsProps) {
  const { state, fault, onChange } = props
  const { draft: t } = useDesk()
  const { label, codes } = useVocabulary()
  const { content } = state
  const text = (name: 'title' | 'acronym' | 'unit_name' | 'summary') => ({
    id: idOf(`/${name}`),
    label: t.fields[name],
    hint: t.hints[name],
    value: content[name],
    limit: limits[name],
    error: fault(`/${name}`),
    lang: recordLanguage,
    onChange: (value: string) => onChange({ [name]: value }),
  })
  const choice = (name: 'sector' | 'category', vocabulary: 'sectors' | 'categories') => (
    <ChoiceField
      id={idOf(`/${name}`)}
      label={t.fields[name]}
      value={content[name]}
      error={fault(`/${name}`)}
      options={[
        { value: '', label: t.choose },
        ...codes(vocabulary).map((code) => ({ value: code, label: label(vocabulary, code) })),
      ]}
      onChange={(value) => onChange({ [name]: value })}
    />
  )
  return (
    <div className={classes.fields}>
      <TextField {...text('title')} />
      <HubField {...props} />
      <TextField {...text('unit_name')} />
      <div className={classes.pair}>
        {choice('sector', 'sectors')}
        {choice('category', 'categories')}
      </div>
      <AreaField {...text('summary')} rows={4} />
      <TextField {...text('acronym')} optional />
    </div>
  )
}
