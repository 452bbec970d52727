import type { Sustainability } from '@/api/types'
import { useT } from '../i18n/useT'
import { useVocabulary } from '../vocabulary/useVocabulary'
import { Tag, type Tone } from './Tag'

const tones: Record<Sustainability, Tone> = {
  growing: 'good',
  continuing: 'good',
  stopped: 'bad',
  unverified: 'plain',
}

export function SustainabilityTag({ value }: { value: Sustainability }) {
  const { label } = useVocabulary()
  return (
    <Tag tone={tones[value]} icon={value}>
      {label('sustainability', value)}
    </Tag>
  )
}

export function StaleTag() {
  return (
    <Tag tone="warn" icon="warning">
      {useT().innovations.stale}
    </Tag>
  )
}
