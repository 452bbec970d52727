import { recordLanguage } from '../i18n/recordLanguage'
import classes from './RichText.module.css'

/**
 * The only place that puts HTML into the page. It takes the `*_html` fields of the contract, which the
 * server renders from Markdown and cleans.
 */
export function RichText({ html }: { html: string }) {
  return (
    <div
      className={classes.prose}
      lang={recordLanguage}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
