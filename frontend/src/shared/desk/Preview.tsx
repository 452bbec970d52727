import { useDesk } from '../i18n/desk'
import { Failure } from '../ui/Failure'
import { Lines } from '../ui/Lines'
import { RichText } from '../ui/RichText'
import classes from './MarkdownField.module.css'
import { usePreview } from './usePreview'

export function Preview({ text }: { text: string }) {
  const { draft: t } = useDesk()
  const { data, error } = usePreview()
  if (text.trim() === '') return <p>{t.previewEmpty}</p>
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={2} height={28} />
  return (
    <div className={classes.preview}>
      <RichText html={data.render(text)} />
    </div>
  )
}
