import { Link } from '@tanstack/react-router'
import { useT } from '@/shared/i18n/useT'
import { LogoMark } from '@/shared/ui/Logo'
import classes from './Footer.module.css'

export function Footer() {
  const { shell: t } = useT()
  return (
    <footer className={classes.footer}>
      <div className={`container ${classes.columns}`}>
        <section>
          <h2 className={classes.brand}>
            <LogoMark size={28} />
            {t.footer.aboutTitle}
          </h2>
          <p>{t.footer.about}</p>
          <p>{t.footer.demo}</p>
        </section>
        <section>
          <h2>{t.footer.sourcesTitle}</h2>
          <ul>
            {t.footer.sources.map((source) => (
              <li key={source}>{source}</li>
            ))}
          </ul>
        </section>
        <nav aria-labelledby="footer-links" data-screen-only>
          <h2 id="footer-links">{t.footer.linksTitle}</h2>
          <ul className={classes.links}>
            <li>
              <Link to="/innovations">{t.innovations}</Link>
            </li>
            <li>
              <Link to="/hubs">{t.hubs}</Link>
            </li>
            <li>
              <Link to="/institutions">{t.institutions}</Link>
            </li>
            <li>
              <Link to="/events">{t.events}</Link>
            </li>
            <li>
              <Link to="/mous">{t.mous}</Link>
            </li>
            <li>
              <Link to="/network">{t.network}</Link>
            </li>
            <li>
              <a href="/docs">{t.footer.apiExplorer}</a>
            </li>
            <li>
              <a href="/api/v1/openapi.yaml">{t.footer.openapi}</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  )
}
