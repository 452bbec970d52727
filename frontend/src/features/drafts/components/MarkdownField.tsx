import { MarkdownField as Field } from '@/shared/desk/MarkdownField'
import { useDesk } from '@/shared/i18n/desk'
import { limits } from '../model/check'
import type { TextName } from '../model/content'
import { idOf } from '../model/steps'
import type { FieldsProps } from './fields'

interface Props extends FieldsProps {
  name: TextName
  optional?: boolean
}

export function MarkdownField({ name, optional, state, fault, onChange }: Props) {
  const { draft: t } = useDesk()
  return (
    <Field
      id={idOf(`/${name}`)}
      label={t.fields[name]}
      optional={optional}
      limit={limits.text}
      value={state.content[name]}
      error={fault(`/${name}`)}
      onChange={(text) => onChange({ [name]: text })}
    />
  )
}
