import { useState } from 'react'
import { Done } from '@/shared/desk/Done'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { Section } from '@/shared/ui/Section'
import { useHub } from '../api/hub'
import { HubDialog } from './HubDialog'

/** For those who keep a hub's profile. */
export function HubProfileEdit({ slug }: { slug: string }) {
  const { people: t, common } = useDesk()
  const { data: hub } = useHub(slug)
  const [editing, setEditing] = useState(false)
  const [saved, setSaved] = useState(false)
  if (!hub?.allowed_actions?.includes('update')) return null
  return (
    <Section title={t.hubProfile} lead={t.hubProfileLead}>
      <Button size="md" variant="default" onClick={() => setEditing(true)}>
        {common.edit}
        <span className="sr-only"> {t.hubProfile}</span>
      </Button>
      {saved && <Done>{common.saved}</Done>}
      {editing && (
        <HubDialog
          key={hub.version}
          hub={hub}
          formation={false}
          onClose={() => setEditing(false)}
          onSaved={() => {
            setEditing(false)
            setSaved(true)
          }}
        />
      )}
    </Section>
  )
}
