import { useT } from '../i18n/useT'
import { Tag } from './Tag'

/** Made-up records say so wherever they appear. */
export const isDemo = (sourceRef: string | null | undefined) =>
  sourceRef?.startsWith('demo-') ?? false

export function DemoTag({ sourceRef }: { sourceRef: string | null | undefined }) {
  const t = useT()
  if (!isDemo(sourceRef)) return null
  return (
    <Tag tone="note" title={t.innovations.demoHint}>
      {t.innovations.demo}
    </Tag>
  )
}
