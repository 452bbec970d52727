import { CheckField, TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { limits } from '../model/check'
import { idOf } from '../model/steps'
import classes from './Editor.module.css'
import { AwardRows, LinkRows, TeamRows } from './EvidenceRows'
import type { FieldsProps } from './fields'
import { IndicatorRows } from './IndicatorRows'
import { KeywordsField } from './KeywordsField'
import { MarkdownField } from './MarkdownField'

const further = [
  'challenges',
  'success_factors',
  'lessons_learned',
  'resources',
  'legal_basis',
] as const

export function Evidence(props: FieldsProps) {
  const { draft: t } = useDesk()
  const { state, fault, onChange } = props
  const { content } = state
  const date = (name: 'initiated_on' | 'implemented_on') => (
    <TextField
      id={idOf(`/${name}`)}
      type="date"
      label={t.fields[name]}
      value={content[name]}
      error={fault(`/${name}`)}
      onChange={(value) => onChange({ [name]: value })}
    />
  )
  return (
    <div className={classes.fields}>
      <IndicatorRows {...props} />
      <div className={classes.pair}>
        {date('initiated_on')}
        {date('implemented_on')}
      </div>
      <KeywordsField {...props} limit={limits.keywords} />
      <Goals {...props} />
      <AwardRows {...props} />
      <LinkRows {...props} />
      <TeamRows {...props} />
      <details className={classes.more}>
        <summary>{t.more}</summary>
        <div className={classes.fields}>
          {further.map((name) => (
            <MarkdownField key={name} name={name} optional {...props} />
          ))}
        </div>
      </details>
    </div>
  )
}

function Goals({ state, onChange }: FieldsProps) {
  const { draft: t } = useDesk()
  const { label, codes } = useVocabulary()
  const chosen = state.content.sdgs
  return (
    <fieldset id={idOf('/sdgs')} tabIndex={-1}>
      <details className={classes.more}>
        <summary>
          {t.fields.sdgs} ({chosen.length})
        </summary>
        <div className={classes.goals}>
          {codes('sdgs').map((code) => {
            const goal = Number(code)
            return (
              <CheckField
                key={code}
                label={`${code}. ${label('sdgs', code)}`}
                checked={chosen.includes(goal)}
                onChange={(checked) =>
                  onChange({
                    sdgs: checked ? [...chosen, goal] : chosen.filter((one) => one !== goal),
                  })
                }
              />
            )
          })}
        </div>
      </details>
    </fieldset>
  )
}
