import { Button } from '@/shared/ui/Button'
import { useState } from 'react'
import { useT } from '@/shared/i18n/useT'
import { Icon } from '@/shared/ui/Icon'
import classes from './Profile.module.css'

type Copy = 'idle' | 'done' | 'failed'

export function ShareButtons({ title }: { title: string }) {
  const { innovation: t } = useT()
  const [copy, setCopy] = useState<Copy>('idle')
  const canShare = 'share' in navigator

  async function copyLink() {
    // On plain http there is no clipboard.
    const written = 'clipboard' in navigator && (await write(window.location.href))
    setCopy(written ? 'done' : 'failed')
  }

  return (
    <div className={classes.share} data-screen-only>
      {canShare && (
        <Button
          variant="default"
          leftSection={<Icon name="share" />}
          onClick={() => void share(title)}
        >
          {t.share}
        </Button>
      )}
      <Button variant="default" leftSection={<Icon name="link" />} onClick={() => void copyLink()}>
        {t.copyLink}
      </Button>
      <Button variant="default" leftSection={<Icon name="print" />} onClick={() => window.print()}>
        {t.print}
      </Button>
      <span role="status" className={classes.copied}>
        {copy === 'done' ? t.copied : copy === 'failed' ? t.copyFailed : ''}
      </span>
    </div>
  )
}

const write = (text: string) =>
  navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )

// Closing the share sheet rejects the promise; that is no error.
const share = (title: string) =>
  navigator.share({ title, url: window.location.href }).catch(() => undefined)
