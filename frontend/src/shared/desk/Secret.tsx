import { useId, useRef, useState } from 'react'
import { useDesk } from '../i18n/desk'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import classes from './Desk.module.css'

/** Something that is shown once, to be copied now. */
export function Secret({ text, label, value }: { text: string; label: string; value: string }) {
  const t = useDesk().common
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState<boolean>()

  async function copy() {
    field.current?.select()
    // On plain http there is no clipboard.
    const done =
      'clipboard' in navigator &&
      (await navigator.clipboard.writeText(value).then(
        () => true,
        () => false,
      ))
    setCopied(done)
  }

  return (
    <Notice tone="good" live>
      <p>{text}</p>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <div className={classes.secret}>
        <input
          ref={field}
          id={id}
          readOnly
          value={value}
          onFocus={(e) => e.currentTarget.select()}
        />
        <Button size="md" onClick={() => void copy()}>
          {t.copy}
        </Button>
      </div>
      <p role="status">{copied === undefined ? '' : copied ? t.copied : t.copyFailed}</p>
    </Notice>
  )
}
