import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Audit } from '@/features/audit/components/Audit'
import { Chain } from '@/features/audit/components/Chain'
import { HubAdmin } from '@/features/hubs/components/HubAdmin'
import { InstitutionAdmin } from '@/features/institutions/components/InstitutionAdmin'
import { Users } from '@/features/people/components/Users'
import { SynonymAdmin } from '@/features/synonyms/components/SynonymAdmin'
import { SignedIn } from '@/shared/desk/SignedIn'
import { useDesk } from '@/shared/i18n/desk'
import { Choices } from '@/shared/ui/Choices'
import { PageHeading } from '@/shared/ui/PageHeading'

const auditRoute = getRouteApi('/admin/audit')

const parts = [
  ['institutions', '/admin/institutions'],
  ['hubs', '/admin/hubs'],
  ['users', '/admin/users'],
  ['synonyms', '/admin/synonyms'],
  ['audit', '/admin/audit'],
] as const
type Part = (typeof parts)[number][0]

function Frame({ part, children }: { part: Part; children: ReactNode }) {
  const { admin: t, people, synonyms, work } = useDesk()
  const titles: Record<Part, string> = { ...t, synonyms: synonyms.title }
  const leads: Record<Part, string> = {
    institutions: t.institutionsLead,
    hubs: t.hubsLead,
    users: people.usersLead,
    synonyms: synonyms.lead,
    audit: t.auditLead,
  }
  return (
    <SignedIn>
      {() => (
        <div className="container">
          <PageHeading
            title={titles[part]}
            lead={leads[part]}
            crumbs={[{ label: work.title, to: '/work' }]}
          >
            <Choices label={t.nav}>
              {parts.map(([name, to]) => (
                <li key={name}>
                  <Link to={to}>{titles[name]}</Link>
                </li>
              ))}
            </Choices>
          </PageHeading>
          {children}
        </div>
      )}
    </SignedIn>
  )
}

export const AdminInstitutions = () => (
  <Frame part="institutions">
    <InstitutionAdmin />
  </Frame>
)

export const AdminHubs = () => (
  <Frame part="hubs">
    <HubAdmin />
  </Frame>
)

export const AdminUsers = () => (
  <Frame part="users">
    <Users />
  </Frame>
)

export const AdminSynonyms = () => (
  <Frame part="synonyms">
    <SynonymAdmin />
  </Frame>
)

export const AdminChain = () => (
  <Frame part="audit">
    <Chain />
  </Frame>
)

export function AdminAudit() {
  const search = auditRoute.useSearch()
  const navigate = useNavigate()
  return (
    <Frame part="audit">
      <Audit
        search={search}
        onSearch={(next) => void navigate({ to: '/admin/audit', search: next, resetScroll: false })}
      />
    </Frame>
  )
}
