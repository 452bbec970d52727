import { useFormat } from '@/shared/format/useFormat'
import { isLive, type Autosave, type Draft } from '../model/autosave'
import { check } from '../model/form'
import { useWriting } from '../words/useWriting'
import classes from './Form.module.css'

interface Props {
  draft: Autosave
  state: Draft
}

export function SaveStatus({ draft, state }: Props) {
  const { status: t } = useWriting()
  const format = useFormat()
  const { phase, savedAt, post, form, refused } = state
  const held = Object.keys(check(form)).length > 0 || refused !== undefined
  const [tone, text] = ((): [tone: 'plain' | 'good' | 'warn', text: string] => {
    if (phase === 'saving') return ['plain', t.saving]
    if (phase === 'offline') return ['warn', t.short.offline]
    if (phase === 'signed-out') return ['warn', t.short.signedOut]
    if (phase === 'conflict') return ['warn', t.short.conflict]
    if (phase === 'closed') return ['warn', t.short.closed]
    if (!post && form.title.trim() === '') return ['plain', t.empty]
    if (draft.isClean()) return savedAt ? ['good', t.saved(format.time(savedAt))] : ['plain', '']
    if (isLive(post)) return ['plain', t.live]
    return held ? ['warn', t.held] : ['plain', t.waiting]
  })()
  // What comes and goes with every word is not read out; how it ended is.
  const passing = phase === 'saving' || phase === 'waiting'
  return (
    <p className={classes.status} data-tone={tone} data-phase={phase}>
      <span aria-hidden="true">{text}</span>
      <span className="sr-only" role="status">
        {passing && !held ? '' : text}
      </span>
    </p>
  )
}
