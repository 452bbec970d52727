import { useState } from 'react'
import { AreaField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Button } from '@/shared/ui/Button'
import { limits } from '../model/check'
import type { TextName } from '../model/content'
import { idOf } from '../model/steps'
import classes from './MarkdownField.module.css'
import type { FieldsProps } from './fields'
import { Preview } from './Preview'
import { usePreview } from './usePreview'

interface Props extends FieldsProps {
  name: TextName
  optional?: boolean
}

export function MarkdownField({ name, optional, state, fault, onChange }: Props) {
  const { draft: t } = useDesk()
  const [preview, setPreview] = useState(false)
  const value = state.content[name]
  // Asked for along with the field: then a preview needs no connection.
  usePreview()
  return (
    <div className={classes.markdown}>
      <AreaField
        id={idOf(`/${name}`)}
        label={t.fields[name]}
        hint={t.hints.markdown}
        optional={optional}
        rows={8}
        limit={limits.text}
        lang={recordLanguage}
        value={value}
        error={fault(`/${name}`)}
        onChange={(text) => onChange({ [name]: text })}
      />
      <Button
        variant="subtle"
        aria-expanded={preview}
        aria-controls={`${idOf(`/${name}`)}-preview`}
        onClick={() => setPreview(!preview)}
      >
        {t.preview}
        <span className="sr-only">: {t.fields[name]}</span>
      </Button>
      <div id={`${idOf(`/${name}`)}-preview`} hidden={!preview}>
        {preview && <Preview text={value} />}
      </div>
    </div>
  )
}
