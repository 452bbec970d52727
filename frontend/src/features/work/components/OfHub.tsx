import { useState } from 'react'
import type { InnovationSummary } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Section } from '@/shared/ui/Section'
import desk from '@/shared/desk/Desk.module.css'
import { Tasks } from './Tasks'

const first = 10

/** What colleagues of the hub have not finished, the longest wait first. */
export function OfHub({ innovations }: { innovations: InnovationSummary[] }) {
  const { work: t } = useDesk()
  const { common } = useT()
  const format = useFormat()
  const [all, setAll] = useState(false)
  if (innovations.length === 0) return null
  return (
    <Section title={t.ofHub(format.number(innovations.length))} lead={t.ofHubLead}>
      <Tasks innovations={all ? innovations : innovations.slice(0, first)} unsent={none} />
      {!all && innovations.length > first && (
        <Button className={desk.more} onClick={() => setAll(true)}>
          {common.more}
        </Button>
      )}
    </Section>
  )
}

const none = new Set<string>()
