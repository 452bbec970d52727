import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { may } from '@/api/allowed'
import type { User } from '@/api/types'
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

/** Each with its address and what whoever works there may do. */
const parts = [
  ['institutions', '/admin/institutions', 'edit_institution'],
  ['hubs', '/admin/hubs', 'form_hub'],
  ['users', '/admin/users', 'manage_all_roles'],
  ['synonyms', '/admin/synonyms', 'edit_vocabularies'],
  ['audit', '/admin/audit', 'read_audit'],
] as const
type Part = (typeof parts)[number][0]

const offered = (user: User) => parts.filter(([, , needs]) => may(user, needs))

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
    <SignedIn needs={parts.find(([name]) => name === part)?.[2]}>
      {(user) => (
        <div className="container">
          <PageHeading
            title={titles[part]}
            lead={leads[part]}
            crumbs={[{ label: work.title, to: '/work' }]}
          >
            <Choices label={t.nav}>
              {offered(user).map(([name, to]) => (
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
