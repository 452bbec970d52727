import { Link } from '@tanstack/react-router'
import type { components } from '@/api/schema'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { DataTable } from '@/shared/ui/DataTable'
import { Empty } from '@/shared/ui/Empty'
import { Section } from '@/shared/ui/Section'
import classes from './Digest.module.css'

type HubDigest = components['schemas']['HubDigest']

export function Digest({ digest }: { digest: HubDigest }) {
  const { hubs: hub } = useT()
  const t = hub.digest
  const format = useFormat()
  const figures: [string, number][] = [
    [t.innovations, digest.innovations_published],
    [t.posts, digest.posts_published],
    [t.useful, digest.useful],
    [t.comments, digest.comments],
    [t.takingPart, digest.institutions_taking_part],
    [t.answered, digest.questions_answered],
    [t.events, digest.events_held],
  ]
  return (
    <>
      <dl className={classes.figures}>
        {figures.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        ))}
      </dl>
      <MostUseful digest={digest} />
      <NewInnovations digest={digest} />
    </>
  )
}

function MostUseful({ digest }: { digest: HubDigest }) {
  const { hubs: hub } = useT()
  const t = hub.digest
  const format = useFormat()
  return (
    <Section title={t.mostUseful}>
      {digest.most_useful.length === 0 ? (
        <Empty>{t.noPosts}</Empty>
      ) : (
        <DataTable
          caption={t.mostUseful}
          rows={digest.most_useful}
          rowKey={(post) => post.id}
          columns={[
            {
              title: t.post,
              cell: (post) => (
                <a href={`/posts/${post.slug}`} lang={recordLanguage}>
                  {post.title}
                </a>
              ),
            },
            { title: t.usefulTo, cell: (post) => format.number(post.useful_count) },
            { title: t.comments, cell: (post) => format.number(post.comment_count) },
          ]}
        />
      )}
    </Section>
  )
}

function NewInnovations({ digest }: { digest: HubDigest }) {
  const { hubs: hub } = useT()
  return (
    <Section title={hub.digest.newInnovations}>
      {digest.innovations.length === 0 ? (
        <Empty>{hub.digest.noInnovations}</Empty>
      ) : (
        <ul className={classes.list}>
          {digest.innovations.map((innovation) => (
            <li key={innovation.id}>
              <Link to={innovation.url} lang={recordLanguage}>
                {innovation.title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
