import { useLayoutEffect, useMemo, useRef } from 'react'
import { recordLanguage } from '../i18n/recordLanguage'
import { useT } from '../i18n/useT'
import classes from './RichText.module.css'
import { finish } from './prose'

/**
 * The only place that puts HTML into the page. It takes the `*_html` fields of the contract, which the
 * server renders from Markdown and cleans, and previews, which were cleaned here.
 */
export function RichText({ html }: { html: string }) {
  const { common } = useT()
  const prose = useRef<HTMLDivElement>(null)
  // The same object, or React would write the same HTML again over the frames.
  const inner = useMemo(() => ({ __html: html }), [html])
  useLayoutEffect(() => (prose.current ? finish(prose.current, common) : undefined), [html, common])
  return (
    <div
      ref={prose}
      className={classes.prose}
      lang={recordLanguage}
      dangerouslySetInnerHTML={inner}
    />
  )
}
