import { useEffect, useRef, useState } from 'react'
import { check } from '../model/check'
import { lacking } from '../model/lacking'
import type { Step } from '../model/stepNames'
import { idOf, neighbours, stepOf } from '../model/steps'
import type { Opened } from '../model/open'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useSkipTarget } from '@/shared/ui/skipTargets'
import { Answer } from './Answer'
import { Banner } from './Banner'
import { CheckStep } from './CheckStep'
import { Conflict } from './Conflict'
import type { DraftPageProps } from './DraftPage'
import classes from './Editor.module.css'
import { EditorFoot } from './EditorFoot'
import { StepFields } from './StepFields'
import { StepNav } from './StepNav'
import { useAutosave } from './useAutosave'
import { useIsWide } from './useIsWide'

interface Props extends DraftPageProps {
  open: () => Opened
}

export function Editor({ open, ...props }: Props) {
  const { user, step, onCreated, onStep, signIn } = props
  const { draft: t, work } = useDesk()
  const skip = useSkipTarget('form')
  const [draft, state] = useAutosave(user, open)
  const [target, setTarget] = useState<{ pointer: string }>()
  const [visited, setVisited] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const wide = useIsWide()
  const { content, record, conflict } = state
  const [attempt, setAttempt] = useState(0)
  const faults = [...check(content), ...state.refused]
  const said = new Set(faults.map(({ pointer }) => pointer))
  const missing = lacking(record, content).filter(({ pointer }) => !said.has(pointer))
  const created = record !== undefined && props.slug === undefined ? record : undefined

  useEffect(() => {
    if (created) onCreated(created)
  }, [created, onCreated])

  // A step begins at its heading; a link to a field, at the field.
  const shown = useRef<unknown[]>([step, target])
  useEffect(() => {
    const [stepBefore, targetBefore] = shown.current
    if (stepBefore === step && targetBefore === target) return
    // The step that the field is in has still to come.
    if (target && target !== targetBefore && stepOf(target.pointer) !== step) return
    shown.current = [step, target]
    const field = target !== targetBefore && document.getElementById(idOf(target?.pointer ?? ''))
    if (field) {
      field.closest('details')?.setAttribute('open', '')
      field.focus()
    } else {
      // On a phone the title, the notes and the steps above would push its fields below the fold.
      if (wide) window.scrollTo({ top: 0 })
      else heading.current?.scrollIntoView()
      heading.current?.focus({ preventScroll: true })
    }
  }, [step, target, wide])

  function go(next: Step) {
    setVisited(true)
    void draft.flush()
    onStep(next)
  }

  function lead(pointer: string) {
    setTarget({ pointer })
    if (stepOf(pointer) !== step) onStep(stepOf(pointer))
  }

  const { number } = neighbours(step)
  return (
    <div className={`container ${classes.page ?? ''}`}>
      <PageHeading
        title={content.title.trim() || t.newTitle}
        lang={content.title.trim() ? recordLanguage : undefined}
        crumbs={[{ label: work.title, to: '/work' }]}
      />
      {record && <Answer record={record} />}
      <Banner draft={draft} state={state} signIn={signIn} />
      {conflict && (
        <Conflict
          state={state}
          conflict={conflict}
          draft={draft}
          onChosen={(field) => lead(`/${field}`)}
        />
      )}
      <div className={classes.layout}>
        <StepNav step={step} faults={faults} state={state} onStep={go} />
        <form
          {...skip}
          className={classes.form}
          noValidate
          onSubmit={(event) => event.preventDefault()}
          aria-labelledby="step-title"
        >
          <header className={classes.head}>
            <h2 id="step-title" ref={heading} tabIndex={-1}>
              <span className={classes.count}>{t.stepOf(number, 9)}</span>
              {t.steps[step]}
            </h2>
            <p className="lead">{t.stepLeads[step]}</p>
          </header>
          {step === 'check' ? (
            <CheckStep
              {...props}
              draft={draft}
              state={state}
              faults={faults}
              missing={missing}
              attempt={attempt}
              onRefused={() => setAttempt(attempt + 1)}
              onLead={lead}
            />
          ) : (
            <StepFields
              step={step}
              user={user}
              state={state}
              faults={attempt > 0 ? [...faults, ...missing] : faults}
              strict={visited || attempt > 0 || state.refused.length > 0}
              onChange={(change) => draft.change(change)}
            />
          )}
          <EditorFoot draft={draft} state={state} faults={faults} step={step} onStep={go} />
        </form>
      </div>
    </div>
  )
}
