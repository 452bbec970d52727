import { Link } from '@tanstack/react-router'
import type { Institution } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { ScrollTable } from '@/shared/ui/ScrollTable'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import classes from './Institutions.module.css'

export function InstitutionTable({ institutions }: { institutions: Institution[] }) {
  const { institutions: t } = useT()
  return (
    <ScrollTable caption={t.caption}>
      <thead>
        <tr>
          <th scope="col">{t.name}</th>
          <th scope="col">{t.hub}</th>
          <th scope="col">{t.published}</th>
        </tr>
      </thead>
      <tbody>
        {institutions.map((institution) => (
          <Row key={institution.id} institution={institution} />
        ))}
      </tbody>
    </ScrollTable>
  )
}

function Row({ institution }: { institution: Institution }) {
  const { institutions: t } = useT()
  const format = useFormat()
  const { label } = useVocabulary()
  const { code, name, kind, hub } = institution
  return (
    <tr>
      <th scope="row">
        <Link to="/institutions/$code" params={{ code }}>
          {name}
        </Link>
        <span className={classes.kind}>{label('institution_kinds', kind)}</span>
      </th>
      <td>
        {hub ? (
          <Link to="/hubs/$slug" params={{ slug: hub.slug }}>
            {hub.name}
          </Link>
        ) : (
          t.noHub
        )}
      </td>
      <td>{format.number(institution.innovations_published)}</td>
    </tr>
  )
}
