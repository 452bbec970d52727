import { may } from '@/api/allowed'
import type { Post, User } from '@/api/types'
import { ChoiceField } from '@/shared/desk/Field'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { Facts } from '@/shared/ui/Facts'
import { useHubs } from '../api/hubs'
import { useWriting } from '../words/useWriting'

interface Props {
  id: string
  user: User
  post: Post | undefined
  chosen: string
  error: string | undefined
  onChange: (hub: string) => void
}

/** Most write for the hub of their institution; then there is nothing to choose. */
export function HubField({ id, user, post, chosen, error, onChange }: Props) {
  const { form: t } = useWriting()
  const { data } = useHubs()
  const hubs = data?.items ?? []
  if (!may(user, 'form_hub')) {
    const own = hubs.find(({ institution_id }) => institution_id === user.institution_id)
    const name = post?.hub?.name ?? own?.name
    const shown = name && (
      <span key="hub" lang={recordLanguage}>
        {name}
      </span>
    )
    return <Facts facts={[[t.hub_id, shown]]} />
  }
  return (
    <ChoiceField
      id={id}
      label={t.hub_id}
      value={chosen}
      error={error}
      options={[
        { value: '', label: t.noHub },
        ...hubs.map((hub) => ({ value: hub.id, label: hub.name })),
      ]}
      onChange={onChange}
    />
  )
}
