import { useState } from 'react'
import { useDesk } from '../i18n/desk'
import { recordLanguage } from '../i18n/recordLanguage'
import { Button } from '../ui/Button'
import { AreaField, type FieldFrame } from './Field'
import classes from './MarkdownField.module.css'
import { Preview } from './Preview'
import { usePreview } from './usePreview'

interface Props extends FieldFrame {
  value: string
  limit: number
  onChange: (text: string) => void
}

/** A text with Markdown, and how readers will see it. */
export function MarkdownField(props: Props) {
  const { draft: t } = useDesk()
  const { id, label, value } = props
  const [preview, setPreview] = useState(false)
  // Asked for along with the field: then a preview needs no connection.
  usePreview()
  return (
    <div className={classes.markdown}>
      <AreaField
        {...props}
        hint={
          <>
            {props.hint} {t.hints.markdown}
          </>
        }
        rows={8}
        lang={recordLanguage}
      />
      <Button
        variant="subtle"
        aria-expanded={preview}
        aria-controls={`${id}-preview`}
        onClick={() => setPreview(!preview)}
      >
        {t.preview}
        <span className="sr-only">: {label}</span>
      </Button>
      <div id={`${id}-preview`} hidden={!preview}>
        {preview && <Preview text={value} />}
      </div>
    </div>
  )
}
