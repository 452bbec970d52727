import { may } from '@/api/allowed'
import type { Hub } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import { useUser } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { DataTable } from '@/shared/ui/DataTable'
import { Section } from '@/shared/ui/Section'
import { useMousOfHub } from '../api/list'
import { publicStatuses, statuses } from '../api/search'
import { useMouColumns } from './MouTable'

/** The MoUs of a hub, as far as the reader sees them. */
export function HubMous({ hub }: { hub: Hub }) {
  const { mous: t } = useT()
  const user = useUser()
  const columns = useMouColumns()
  const sees = user && may(user, 'read_mou') ? statuses : publicStatuses
  const { data } = useMousOfHub(hub.id, sees)
  // Who edits the hub drafts its MoUs.
  const drafts = user && may(user, 'draft_mou') && may(hub, 'update')
  if (!data || (data.items.length === 0 && !drafts)) return null
  return (
    <Section
      title={t.ofHub}
      action={
        drafts && (
          <ButtonLink to="/mous/new" search={{ hub: hub.slug }} variant="default">
            {t.draft}
          </ButtonLink>
        )
      }
    >
      {data.items.length === 0 ? (
        <p>{t.ofHubEmpty}</p>
      ) : (
        <DataTable caption={t.ofHub} rows={data.items} rowKey={({ id }) => id} columns={columns} />
      )}
    </Section>
  )
}
