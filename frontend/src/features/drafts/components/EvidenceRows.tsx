import { CheckField, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { limits } from '../model/check'
import { idOf } from '../model/steps'
import classes from './Editor.module.css'
import type { FieldsProps } from './fields'
import { Rows } from './Rows'

export function AwardRows({ state, fault, onChange }: FieldsProps) {
  const { draft: t } = useDesk()
  return (
    <Rows
      name="awards"
      rows={state.content.awards}
      blank={{ name: '', year: '' }}
      most={limits.awards}
      error={fault('/awards')}
      onChange={(awards) => onChange({ awards })}
    >
      {(row, at, change) => (
        <div className={classes.pair}>
          <TextField
            id={idOf(`${at}/name`)}
            label={t.row.name}
            lang={recordLanguage}
            value={row.name}
            error={fault(`${at}/name`)}
            onChange={(name) => change({ name })}
          />
          <TextField
            id={idOf(`${at}/year`)}
            label={t.row.year}
            inputMode="numeric"
            value={row.year}
            error={fault(`${at}/year`)}
            onChange={(year) => change({ year })}
          />
        </div>
      )}
    </Rows>
  )
}

export function LinkRows({ state, fault, onChange }: FieldsProps) {
  const { draft: t } = useDesk()
  return (
    <Rows
      name="links"
      rows={state.content.links}
      blank={{ title: '', url: '' }}
      most={limits.links}
      error={fault('/links')}
      onChange={(links) => onChange({ links })}
    >
      {(row, at, change) => (
        <>
          <TextField
            id={idOf(`${at}/url`)}
            label={t.row.url}
            type="url"
            value={row.url}
            error={fault(`${at}/url`)}
            onChange={(url) => change({ url })}
          />
          <TextField
            id={idOf(`${at}/title`)}
            label={t.row.title}
            optional
            lang={recordLanguage}
            value={row.title}
            error={fault(`${at}/title`)}
            onChange={(title) => change({ title })}
          />
        </>
      )}
    </Rows>
  )
}

export function TeamRows({ state, fault, onChange }: FieldsProps) {
  const { draft: t } = useDesk()
  return (
    <Rows
      name="team"
      rows={state.content.team}
      blank={{ name: '', role: '', consent: false }}
      most={limits.team}
      error={fault('/team')}
      onChange={(team) => onChange({ team })}
    >
      {(row, at, change) => (
        <>
          <div className={classes.pair}>
            <TextField
              id={idOf(`${at}/name`)}
              label={t.row.name}
              value={row.name}
              error={fault(`${at}/name`)}
              onChange={(name) => change({ name })}
            />
            <TextField
              id={idOf(`${at}/role`)}
              label={t.row.role}
              optional
              lang={recordLanguage}
              value={row.role}
              error={fault(`${at}/role`)}
              onChange={(role) => change({ role })}
            />
          </div>
          <CheckField
            id={idOf(`${at}/consent`)}
            label={t.hints.consent}
            hint={t.hints.consentHint}
            checked={row.consent}
            onChange={(consent) => change({ consent })}
          />
        </>
      )}
    </Rows>
  )
}
