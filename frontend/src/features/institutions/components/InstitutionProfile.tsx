import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Institution } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Facts } from '@/shared/ui/Facts'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { Panel, Split } from '@/shared/ui/Panel'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { useInstitution } from '../api/institution'
import classes from './Institutions.module.css'

interface Props {
  id: string
  innovations: (institution: Institution) => ReactNode
}

export function InstitutionProfile({ id, innovations }: Props) {
  const { institutions: t } = useT()
  const { data, error } = useInstitution(id)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={6} />
  return (
    <div className="container">
      <PageHeading
        lang={recordLanguage}
        title={data.name}
        crumbs={[{ label: t.title, to: '/institutions' }]}
      />
      <Split>
        <Panel>
          <InstitutionFacts institution={data} />
        </Panel>
        <Panel>
          <HubOf institution={data} />
        </Panel>
      </Split>
      {innovations(data)}
    </div>
  )
}

function InstitutionFacts({ institution }: { institution: Institution }) {
  const { institutions: t } = useT()
  const { label } = useVocabulary()
  const { website } = institution
  return (
    <Facts
      facts={[
        [t.kind, label('institution_kinds', institution.kind)],
        [t.code, institution.code],
        [t.regionCode, institution.region_code],
        [t.website, website && <a href={website}>{website}</a>],
      ]}
    />
  )
}

function HubOf({ institution: { hub } }: { institution: Institution }) {
  const { institutions: t } = useT()
  const { label } = useVocabulary()
  return (
    <section className={classes.hub}>
      <h2>{t.hubTitle}</h2>
      {hub ? (
        <p>
          <Link to="/hubs/$slug" params={{ slug: hub.slug }}>
            {hub.name}
          </Link>
          {' · '}
          {label('hub_statuses', hub.status)}
        </p>
      ) : (
        <p>{t.hubMissing}</p>
      )}
    </section>
  )
}
