import { Notice } from '@/shared/ui/Notice'
import { useWriting } from '../words/useWriting'

interface Props {
  uploading: string | undefined
  done: string | undefined
  faults: string[]
}

/** How the adding of pictures goes. */
export function ImageStatus({ uploading, done, faults }: Props) {
  const { images: t } = useWriting()
  return (
    <>
      <p role="status">
        {uploading ? t.uploading(uploading) : done && faults.length === 0 ? t.done(done) : ''}
      </p>
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
