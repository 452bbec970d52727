import { useT } from '@/shared/i18n/useT'
import classes from './Developers.module.css'

export function DocumentLinks() {
  const { developers: t } = useT()
  return (
    <section aria-labelledby="documents">
      <h2 id="documents" className="sr-only">
        {t.docsTitle}
      </h2>
      <ul className={classes.documents}>
        <li>
          <a href="/docs">{t.docs.explorer}</a>
          <p>{t.docs.explorerHint}</p>
        </li>
        <li>
          <a href="/api/v1/openapi.json">{t.docs.json}</a>
          <p>{t.docs.specHint}</p>
        </li>
        <li>
          <a href="/api/v1/openapi.yaml">{t.docs.yaml}</a>
          <p>{t.docs.specHint}</p>
        </li>
      </ul>
    </section>
  )
}
