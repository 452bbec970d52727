import type { FieldFrame } from '@/shared/desk/Field'
import type { Tool } from '../model/edits'
import { MarkdownEditor } from '../writing/MarkdownEditor'
import { PostPreview } from '../writing/PostPreview'
import { useWriting } from '../words/useWriting'

const tools: readonly Tool[] = ['bold', 'italic', 'list', 'link', 'quote', 'code']
const limit = 10_000

interface Props extends FieldFrame {
  value: string
  onChange: (text: string) => void
}

export function CommentField(props: Props) {
  const t = useWriting().comment
  return (
    <MarkdownEditor
      {...props}
      hint={t.hint}
      limit={limit}
      rows={4}
      tools={tools}
      preview={(text) => <PostPreview text={text} />}
    />
  )
}
