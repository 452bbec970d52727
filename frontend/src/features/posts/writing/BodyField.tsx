import { isLive, type Autosave, type Draft } from '../model/autosave'
import { limits } from '../model/form'
import { undescribed } from '../model/samples'
import { useWriting } from '../words/useWriting'
import { ImageStatus } from './ImageStatus'
import { MarkdownEditor } from './MarkdownEditor'
import { PostPreview } from './PostPreview'
import { useImages } from './useImages'

interface Props {
  id: string
  error: string | undefined
  draft: Autosave
  state: Draft
}

export function BodyField({ id, error, draft, state }: Props) {
  const { form: t, editor } = useWriting()
  const { form, post } = state
  const images = useImages(async () => {
    // What readers see already is not sent along with a picture.
    if (!isLive(draft.get().post)) await draft.flush()
    return draft.get().post?.id
  })
  return (
    <MarkdownEditor
      id={id}
      label={t.body}
      error={error}
      hint={`${editor.help} ${editor.imageHelp}`}
      limit={limits.body}
      rows={14}
      value={form.body}
      onChange={(body) => draft.change({ body })}
      preview={(text) => <PostPreview text={text} saved={post} saving={!isLive(post)} />}
      onImages={(files, insert) => void images.add(files, insert)}
    >
      <ImageStatus {...images} undescribed={undescribed(form.body)} />
    </MarkdownEditor>
  )
}
