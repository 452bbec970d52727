import { Notice } from '@/shared/ui/Notice'
import { useWriting } from '../words/useWriting'

interface Props {
  uploading: string | undefined
  done: string | undefined
  faults: string[]
  /** How many pictures of the text have no description. */
  undescribed: number
}

/** How the adding of pictures goes. */
export function ImageStatus({ uploading, done, faults, undescribed }: Props) {
  const { images: t } = useWriting()
  return (
    <>
      <p role="status">
        {uploading ? t.uploading(uploading) : done && faults.length === 0 ? t.done(done) : ''}
      </p>
      {undescribed > 0 && <Notice tone="warn">{t.undescribed(undescribed)}</Notice>}
      {faults.length > 0 && (
        <Notice tone="bad" live>
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </Notice>
      )}
    </>
  )
}
