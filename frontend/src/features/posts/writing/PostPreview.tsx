import { usePreview } from '@/shared/desk/usePreview'
import { useDesk } from '@/shared/i18n/desk'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { RichText } from '@/shared/ui/RichText'
import post from '../components/Post.module.css'
import { useWriting } from '../words/useWriting'
import classes from './Editor.module.css'

interface Props {
  text: string
  /** The same text as the server made HTML of it, where it did. */
  saved?: { body: string; body_html: string } | undefined
  /** Whether the server will have it, so that what is shown is only for now. */
  saving?: boolean
}

/** How readers will see a text: as the server renders it, or nearly so before it has it. */
export function PostPreview({ text, saved, saving }: Props) {
  const { draft } = useDesk()
  const { editor: t } = useWriting()
  const { data, error } = usePreview()
  const exact = saved?.body === text ? saved.body_html : undefined
  if (text.trim() === '') return <p>{draft.previewEmpty}</p>
  if (exact === undefined && error && !data) return <Failure error={error} />
  if (exact === undefined && !data) return <Lines count={2} height={28} />
  return (
    <div className={`${classes.preview ?? ''} ${post.preview ?? ''}`}>
      {exact === undefined && saving && <p className={classes.approximate}>{t.approximate}</p>}
      <RichText html={exact ?? data?.renderPost(text) ?? ''} />
    </div>
  )
}
