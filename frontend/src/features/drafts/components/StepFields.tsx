import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import type { Fault } from '../model/check'
import { Basics } from './Basics'
import classes from './Editor.module.css'
import { Evidence } from './Evidence'
import { MarkdownField } from './MarkdownField'
import type { Fields, FieldsProps } from './fields'
import type { TextName } from '../model/content'
import type { Step } from '../model/stepNames'
import { faultText } from './words'

const textsOf: Partial<Record<Step, readonly TextName[]>> = {
  background: ['background', 'objectives'],
  novelty: ['novelty'],
  effectiveness: ['effectiveness'],
  benefit: ['benefit'],
  transferability: ['transferability'],
  sustainability: ['sustainability_plan'],
}

interface Props extends Omit<FieldsProps, 'fault'> {
  step: Step
  faults: Fault[]
  /** Also says what is not there yet. */
  strict: boolean
}

const early: readonly Fault['code'][] = ['required', 'too_short']

export function StepFields({ step, faults, strict, ...rest }: Props) {
  const { draft: t } = useDesk()
  const format = useFormat()
  const fault: Fields['fault'] = (pointer) => {
    const found = faults.find((one) => one.pointer === pointer)
    if (!found || (!strict && early.includes(found.code))) return undefined
    return faultText(found, t, format)
  }
  const props = { ...rest, fault }
  if (step === 'basics') return <Basics {...props} />
  if (step === 'evidence') return <Evidence {...props} />
  return (
    <div className={classes.fields}>
      {textsOf[step]?.map((name) => (
        <MarkdownField key={name} name={name} {...props} />
      ))}
    </div>
  )
}
