import { useT } from '@/shared/i18n/useT'
import { DataTable } from '@/shared/ui/DataTable'
import { PageHeading } from '@/shared/ui/PageHeading'
import { Section } from '@/shared/ui/Section'
import { CodeSample } from './CodeSample'
import classes from './Developers.module.css'
import { DocumentLinks } from './DocumentLinks'
import { resources, samples } from './samples'

export function Developers() {
  const { developers: t } = useT()
  const code = samples(window.location.origin)
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead} />
      <DocumentLinks />
      <Section title={t.startTitle} lead={t.start}>
        <CodeSample title={t.startTitle} code={code.first} />
      </Section>
      <Section title={t.resourcesTitle}>
        <Resources />
      </Section>
      <div className={classes.topics}>
        <Topic title={t.cursorsTitle} text={t.cursors} code={code.cursor} />
        <Topic title={t.etagTitle} text={t.etag} code={code.etag} />
        <Topic title={t.problemsTitle} text={t.problems} code={code.problem} />
        <Topic title={t.limitsTitle} text={t.limits} />
      </div>
    </div>
  )
}

function Resources() {
  const { developers: t } = useT()
  return (
    <DataTable
      caption={t.resourcesTitle}
      columns={[
        { title: t.resource, cell: ([name]) => t.resources[name] },
        {
          title: t.path,
          cell: ([, path]) => (
            <a href={path}>
              <code>{path}</code>
            </a>
          ),
        },
      ]}
      rows={resources}
      rowKey={([name]) => name}
    />
  )
}

function Topic({ title, text, code }: { title: string; text: string; code?: string }) {
  return (
    <section className={classes.topic}>
      <h2>{title}</h2>
      <p>{text}</p>
      {code && <CodeSample title={title} code={code} />}
    </section>
  )
}
