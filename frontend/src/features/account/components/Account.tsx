import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { Section } from '@/shared/ui/Section'
import { useMe } from '../api/me'
import { DigestForm } from './DigestForm'
import { PasswordForm } from './PasswordForm'
import { ProfileFacts } from './ProfileFacts'
import { ProfileForm } from './ProfileForm'
import { Sessions } from './Sessions'

export function Account() {
  const { account: t } = useT()
  const { following } = useDesk()
  const { data, error } = useMe()
  return (
    <div className="container">
      <PageHeading title={t.title} />
      <Section title={t.profile}>
        {error && !data && <Failure error={error} />}
        {!data && !error && <Lines count={4} height={44} />}
        {data && (
          <>
            <ProfileFacts user={data.user} />
            <ProfileForm user={data.user} etag={data.etag} />
          </>
        )}
      </Section>
      {data && (
        <Section title={following.digest.title}>
          <DigestForm user={data.user} etag={data.etag} />
        </Section>
      )}
      <Section title={t.passwordTitle}>
        <PasswordForm />
      </Section>
      <Section title={t.sessionsTitle} lead={t.sessionsLead}>
        <Sessions />
      </Section>
    </div>
  )
}
