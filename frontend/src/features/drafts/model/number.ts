type Read = { value: number | undefined; fault?: undefined } | { value?: undefined; fault: Fault }
type Fault = 'not_a_number' | 'grouped_number'

/**
 * A number as people type it, with a decimal comma or point. 1.250 could be either thousand or one
 * and a quarter: who wrote it has to say.
 */
export function readNumber(text: string): Read {
  const typed = text.trim()
  if (typed === '') return { value: undefined }
  if (/^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(typed)) return { fault: 'grouped_number' }
  if (!/^-?\d+([.,]\d+)?$/.test(typed)) return { fault: 'not_a_number' }
  return { value: Number(typed.replace(',', '.')) }
}
