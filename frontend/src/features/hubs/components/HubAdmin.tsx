import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { AdminList } from '@/shared/desk/AdminList'
import { useDesk } from '@/shared/i18n/desk'
import { useAllHubs } from '../api/edit'
import { HubDialog } from './HubDialog'
import { HubStatusTag } from './HubStatusTag'
import { NewHubDialog } from './NewHubDialog'

export function HubAdmin() {
  const { admin: t, people } = useDesk()
  const [q, setQ] = useState<string>()
  return (
    <>
      <p>
        <Link to="/hubs/formation">{t.toBoard}</Link>
      </p>
      <AdminList
        caption={t.hubs}
        add={t.newHub}
        list={useAllHubs(q)}
        onSearch={setQ}
        columns={[
          { title: t.fields.hubName, cell: (hub) => hub.name },
          { title: t.fields.institution_id, cell: (hub) => hub.institution.short_name },
          { title: t.fields.status, cell: (hub) => <HubStatusTag status={hub.status} /> },
        ]}
        link={(hub) => (
          <Link to="/hubs/$slug/members" params={{ slug: hub.slug }}>
            {people.members}
            <span className="sr-only">: {hub.name}</span>
          </Link>
        )}
        dialog={(hub, props) =>
          hub ? <HubDialog hub={hub} formation {...props} /> : <NewHubDialog {...props} />
        }
      />
    </>
  )
}
