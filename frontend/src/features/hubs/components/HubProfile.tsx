import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { Hub } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Facts } from '@/shared/ui/Facts'
import { PageHeading } from '@/shared/ui/PageHeading'
import { Panel } from '@/shared/ui/Panel'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './HubProfile.module.css'
import { HubStats } from './HubStats'
import { HubStatusTag } from './HubStatusTag'
import { HubTimeline } from './HubTimeline'

interface Props {
  hub: Hub
  actions: ReactNode
  innovations: ReactNode
}

export function HubProfile({ hub, actions, innovations }: Props) {
  const t = useT()
  return (
    <div className="container">
      <PageHeading
        title={hub.name}
        crumbs={[{ label: t.shell.hubs, to: '/hubs' }]}
        lead={hub.focus}
        lang={recordLanguage}
      >
        <HubStatusTag status={hub.status} />
      </PageHeading>
      <div className={classes.actions}>{actions}</div>
      <div className={classes.layout}>
        <div>
          <section aria-labelledby="about-hub" className={classes.about}>
            <h2 id="about-hub">{t.hubs.about(hub.institution.short_name)}</h2>
            {hub.description ? (
              <p className={classes.description} lang={recordLanguage}>
                {hub.description}
              </p>
            ) : (
              <p>{t.hubs.noDescription}</p>
            )}
          </section>
          <HubStats hubId={hub.id} />
          <p data-screen-only>
            <Link to="/hubs/$slug/digest" params={{ slug: hub.slug }}>
              {t.hubs.digest.link}
            </Link>
          </p>
        </div>
        <aside className={classes.aside} aria-label={t.hubs.profile}>
          <Panel>
            <h2>{t.hubs.profile}</h2>
            <HubFacts hub={hub} />
          </Panel>
          <Panel>
            <h2>{t.hubs.timeline}</h2>
            <HubTimeline hubId={hub.id} />
          </Panel>
        </aside>
      </div>
      {innovations}
    </div>
  )
}

function HubFacts({ hub }: { hub: Hub }) {
  const { hubs: t } = useT()
  const format = useFormat()
  const { label } = useVocabulary()
  const { institution, basis } = hub
  const formed = hub.formed_on ? format.date(hub.formed_on) : hub.formed_year
  return (
    <Facts
      facts={[
        [
          t.institution,
          <Link key="i" to="/institutions/$code" params={{ code: institution.code }}>
            {institution.name}
          </Link>,
        ],
        [t.formed, formed],
        [t.basis, basis && label('hub_bases', basis)],
        [t.basisRef, hub.basis_ref && <span lang={recordLanguage}>{hub.basis_ref}</span>],
        [t.mou, hub.mou && <MouFact key="mou" mou={hub.mou} />],
        [
          t.contact,
          hub.contact_email && <a href={`mailto:${hub.contact_email}`}>{hub.contact_email}</a>,
        ],
      ]}
    />
  )
}

/** Its MoU, and from when or until when it is in force. */
function MouFact({ mou }: { mou: NonNullable<Hub['mou']> }) {
  const { hubs: t, mous } = useT()
  const format = useFormat()
  return (
    <>
      <Link to="/mous/$id" params={{ id: mou.id }}>
        {mou.number ?? mous.openMou}
      </Link>
      <br />
      {mou.in_force
        ? t.mouUntil(format.date(mou.ends_on))
        : mous.inForceFrom(format.date(mou.starts_on))}
    </>
  )
}
