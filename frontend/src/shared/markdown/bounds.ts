import { Fences, marker, Margin } from './lines'

const deepest = 20
const cells = 5000
const marks = 15_000
const longest = 50_000

/** Whether a text is within what the server renders (api/src/markdown/bounds.rs); beyond it, it is shown as written. */
export function isBounded(tidied: string): boolean {
  const [fences, margin] = [new Fences(), new Margin()]
  let [columns, used] = [0, 0]
  return (
    tidied.length <= longest &&
    tidied.split('\n').every((line) => {
      const deep = depth(line, margin)
      if (fences.holds(line)) return deep <= deepest
      columns = line.trim() === '' ? 0 : Math.max(columns, columnsOf(line))
      used += columns
      return deep <= deepest && used <= cells
    })
  )
}

/** Whether the HTML of a text is within it too. */
export const isShort = (html: string, length: number) =>
  html.length <= length * 10 + 64 * 1024 && (html.match(/[<&]/g)?.length ?? 0) <= marks

/** How many quotes and items a line begins or stands in. */
function depth(line: string, margin: Margin): number {
  let [column, quotes, rest] = [0, 0, line]
  do {
    const text = rest.replace(/^[ \t]+/, '')
    column += rest.length - text.length
    rest = text
    const length = rest.startsWith('>') ? 1 : marker(rest)
    if (length === 0) break
    if (rest.startsWith('>')) quotes += 1
    else margin.place(column, length)
    column += length
    rest = rest.slice(length)
  } while (quotes + margin.depth <= deepest)
  if (rest === '') margin.blank()
  else margin.place(column, 0)
  return quotes + margin.depth
}

/** The columns that a line gives a table, when it is the one below its head. */
function columnsOf(line: string): number {
  const row = line.replace(/^[ \t>]+/, '')
  const isRule = /^[|\-: \t\r]+$/.test(row) && row.includes('-') && /[|:]/.test(row)
  return isRule ? row.split('|').length : 0
}
