import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Section } from '@/shared/ui/Section'
import { useInstitution } from '../api/waiting'
import desk from '@/shared/desk/Desk.module.css'

/** The hub of the home institution, with what this person may do there. */
export function MyHub({ code }: { code: string }) {
  const { work: t } = useDesk()
  const { data: institution } = useInstitution(code)
  const slug = institution?.hub?.slug
  const { data: hub } = useQuery({
    queryKey: ['hubs', 'one', slug],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/hubs/{id}', { params: { path: { id: slug ?? '' } }, signal })),
    enabled: slug !== undefined,
  })
  if (!hub) return null
  return (
    <Section title={t.hub}>
      <p lang={recordLanguage}>
        <strong>{hub.name}</strong>
      </p>
      <div className={`${desk.buttons ?? ''} ${desk.after ?? ''}`}>
        {hub.allowed_actions?.includes('members') && (
          <ButtonLink to="/hubs/$slug/members" params={{ slug: hub.slug }} size="md">
            {t.members}
          </ButtonLink>
        )}
        <ButtonLink to="/hubs/$slug" params={{ slug: hub.slug }} size="md" variant="default">
          {t.hubPage}
        </ButtonLink>
      </div>
    </Section>
  )
}
