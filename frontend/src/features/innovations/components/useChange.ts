import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import type { Comparison } from './indicators'

/** The change in words: "-79%" or "+46 poin". */
export function useChange() {
  const { innovation: t } = useT()
  const format = useFormat()
  return (change: Comparison['change']) => {
    if (!change) return undefined
    return 'ratio' in change
      ? format.change(change.ratio)
      : t.points(format.difference(change.points))
  }
}
