import { Button } from '@/shared/ui/Button'
import { useState } from 'react'
import { useT } from '@/shared/i18n/useT'
import classes from './Developers.module.css'

export function CodeSample({ title, code }: { title: string; code: string }) {
  const { developers: t } = useT()
  const [copied, setCopied] = useState(false)
  return (
    <div className={classes.sample}>
      <pre tabIndex={0} role="group" aria-label={t.example(title)}>
        <code>{code}</code>
      </pre>
      {'clipboard' in navigator && (
        <Button
          size="sm"
          variant="default"
          onClick={() => void navigator.clipboard.writeText(code).then(() => setCopied(true))}
        >
          <span aria-live="polite">{copied ? t.copied : t.copy}</span>
        </Button>
      )}
    </div>
  )
}
