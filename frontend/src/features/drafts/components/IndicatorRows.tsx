import { TextField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { limits } from '../model/check'
import type { IndicatorRow } from '../model/content'
import { idOf } from '../model/steps'
import classes from './Editor.module.css'
import type { FieldsProps } from './fields'
import { Rows } from './Rows'

const blank: IndicatorRow = { name: '', unit: '', baseline: '', current: '', measured_on: '' }

export function IndicatorRows({ state, fault, onChange }: FieldsProps) {
  const { draft: t } = useDesk()
  return (
    <Rows
      name="indicators"
      rows={state.content.indicators}
      blank={blank}
      most={limits.indicators}
      error={fault('/indicators')}
      onChange={(indicators) => onChange({ indicators })}
    >
      {(row, at, change) => {
        const field = (name: keyof IndicatorRow) => ({
          id: idOf(`${at}/${name}`),
          label: t.row[name],
          value: row[name],
          error: fault(`${at}/${name}`),
          onChange: (value: string) => change({ [name]: value }),
        })
        return (
          <>
            <TextField {...field('name')} lang={recordLanguage} />
            <div className={classes.pair}>
              <TextField {...field('baseline')} inputMode="decimal" hint={t.hints.numbers} />
              <TextField {...field('current')} inputMode="decimal" hint={t.hints.numbers} />
              <TextField {...field('unit')} lang={recordLanguage} />
              <TextField {...field('measured_on')} type="date" />
            </div>
          </>
        )
      }}
    </Rows>
  )
}
