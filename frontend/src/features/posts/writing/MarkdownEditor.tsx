import { useRef, useState, type ReactNode } from 'react'
import { Field, type FieldFrame } from '@/shared/desk/Field'
import { length } from '@/shared/desk/length'
import { usePreview } from '@/shared/desk/usePreview'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Button } from '@/shared/ui/Button'
import type { Tool } from '../model/edits'
import { useWriting } from '../words/useWriting'
import classes from './Editor.module.css'
import { MentionList } from './MentionList'
import { Toolbar } from './Toolbar'
import { useMarkdown, type OnImages } from './useMarkdown'

interface Props extends FieldFrame {
  value: string
  limit: number
  rows?: number
  tools?: readonly Tool[]
  onChange: (text: string) => void
  preview: (text: string) => ReactNode
  /** Takes pictures, and says where they are to go; none where they cannot be added. */
  onImages?: OnImages
  children?: ReactNode
}

/** A text with Markdown: tools, mentions, pictures, and how readers will see it. */
export function MarkdownEditor(props: Props) {
  const { value, limit, rows = 6, tools, onChange, preview, onImages, children, ...frame } = props
  const { editor: t } = useWriting()
  const picker = useRef<HTMLInputElement>(null)
  const [previewing, setPreviewing] = useState(false)
  // Asked for along with the field: then a preview needs no connection.
  usePreview()
  const { area, mentions, run, give, onKeyDown } = useMarkdown(value, onChange, onImages)
  const { id, label } = frame

  return (
    <div className={classes.editor}>
      <Field {...frame} used={{ length: length(value), limit }}>
        {(control) => (
          <div className={classes.frame}>
            <Toolbar
              controls={id}
              shown={tools}
              onTool={run}
              onImage={onImages && (() => picker.current?.click())}
            />
            <textarea
              {...control}
              ref={area}
              rows={rows}
              lang={recordLanguage}
              value={value}
              aria-autocomplete="list"
              aria-controls={`${id}-people`}
              aria-activedescendant={
                mentions.chosen ? `${id}-people-${mentions.chosen.id}` : undefined
              }
              onChange={(event) => {
                onChange(event.currentTarget.value)
                mentions.onSelect(event.currentTarget)
              }}
              onSelect={(event) => mentions.onSelect(event.currentTarget)}
              onKeyDown={onKeyDown}
              onPaste={(event) => {
                if (give(event.clipboardData.files)) event.preventDefault()
              }}
              onDragOver={(event) => {
                if (onImages && event.dataTransfer.types.includes('Files')) event.preventDefault()
              }}
              onDrop={(event) => {
                if (give(event.dataTransfer.files)) event.preventDefault()
              }}
            />
            <MentionList id={`${id}-people`} {...mentions} onChoose={mentions.choose} />
          </div>
        )}
      </Field>
      {onImages && (
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          accept="image/jpeg,image/png,image/webp"
          onChange={(event) => {
            give(event.currentTarget.files ?? [])
            // The same file may be chosen again.
            event.currentTarget.value = ''
          }}
        />
      )}
      {children}
      <div>
        <Button
          variant="subtle"
          aria-expanded={previewing}
          aria-controls={`${id}-preview`}
          onClick={() => setPreviewing(!previewing)}
        >
          {t.preview}
          <span className="sr-only">: {label}</span>
        </Button>
      </div>
      <div id={`${id}-preview`} hidden={!previewing}>
        {previewing && preview(value)}
      </div>
    </div>
  )
}
