import { may } from '@/api/allowed'
import { ChoiceField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useAllHubs, useHomeInstitution } from '../api/server'
import { idOf } from '../model/steps'
import classes from './Editor.module.css'
import type { FieldsProps } from './fields'

/** Most write for the hub of their institution; then there is nothing to choose. */
export function HubField({ user, state, fault, onChange }: FieldsProps) {
  const { draft: t } = useDesk()
  const { content, record } = state
  const choosing = may(user, 'form_hub') && !record
  const { data: home } = useHomeInstitution(record ? undefined : user.institution?.code)
  const { data: all } = useAllHubs(choosing)
  if (!choosing) {
    const name = record?.hub.name ?? home?.hub?.name
    return (
      <dl className={classes.fact}>
        <dt>{t.fields.hub_id}</dt>
        <dd lang={recordLanguage}>{name}</dd>
      </dl>
    )
  }
  return (
    <ChoiceField
      id={idOf('/hub_id')}
      label={t.fields.hub_id}
      value={content.hub_id}
      error={fault('/hub_id')}
      options={[
        { value: '', label: t.choose },
        ...(all?.items ?? []).map((hub) => ({ value: hub.id, label: hub.name })),
      ]}
      onChange={(hub_id) => onChange({ hub_id })}
    />
  )
}
