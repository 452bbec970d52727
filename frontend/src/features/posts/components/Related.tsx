import { may } from '@/api/allowed'
import { useUser } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Section } from '@/shared/ui/Section'
import { useRelated } from '../api/list'
import { useReading } from '../words/useReading'
import { PostCard } from './PostCard'
import classes from './Posts.module.css'

type Props = { hub: { id: string; slug: string } } | { innovation: { id: string; slug: string } }

/** What was written about a record, and the way to write more; nothing where there is neither. */
export default function Related(props: Props) {
  const { related: t } = useReading()
  const user = useUser()
  const hub = 'hub' in props ? props.hub : undefined
  const innovation = 'innovation' in props ? props.innovation : undefined
  const { data } = useRelated(hub ? { hub_id: hub.id } : { innovation_id: innovation?.id ?? '' })
  const writes = user && may(user, 'write_post')
  if (!data || (data.items.length === 0 && !writes)) return null
  const of = hub ? { hub_id: hub.slug } : { innovation_id: innovation?.slug ?? '' }
  const about = hub ? { hub: hub.id } : { innovation: innovation?.slug ?? '' }
  return (
    <div data-screen-only>
      <Section
        title={hub ? t.hubTitle : t.title}
        {...(hub && data.items.length > 0 ? { lead: t.hubLead } : {})}
        action={
          <span className={classes.buttons}>
            {writes && (
              <ButtonLink to="/posts/new" search={about} variant="default">
                {t.write}
              </ButtonLink>
            )}
            {data.items.length > 0 && (
              <ButtonLink
                to="/posts"
                search={hub ? { ...of, sort: 'useful' } : of}
                variant="default"
              >
                {t.all}
              </ButtonLink>
            )}
          </span>
        }
      >
        {data.items.length === 0 ? (
          <p>{t.empty}</p>
        ) : (
          <ul className={classes.cards}>
            {data.items.map((post) => (
              <li key={post.id}>
                <PostCard post={post} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}
