export interface Selection {
  text: string
  from: number
  to: number
}

export const tools = [
  'bold',
  'italic',
  'heading',
  'list',
  'task',
  'table',
  'link',
  'quote',
  'code',
  'footnote',
] as const
export type Tool = (typeof tools)[number]

/** What stands where nothing was selected, in the language of the writer. */
export interface Samples {
  text: string
  heading: string
  item: string
  task: string
  link: string
  quote: string
  code: string
  note: string
  column: string
  cell: string
}

/** The text after a tool was used on what is selected, and what is selected then. */
export function applied(tool: Tool, at: Selection, samples: Samples): Selection {
  switch (tool) {
    case 'bold':
      return around(at, '**', samples.text)
    case 'italic':
      return around(at, '*', samples.text)
    case 'code':
      return selected(at).includes('\n') ? fenced(at) : around(at, '`', samples.code)
    case 'heading':
      return lines(at, '## ', samples.heading)
    case 'list':
      return lines(at, '- ', samples.item)
    case 'task':
      return lines(at, '- [ ] ', samples.task)
    case 'quote':
      return lines(at, '> ', samples.quote)
    case 'link':
      return link(at, samples.link)
    case 'table':
      return table(at, samples)
    case 'footnote':
      return footnote(at, samples.note)
  }
}

const selected = ({ text, from, to }: Selection) => text.slice(from, to)

const replaced = ({ text, from, to }: Selection, by: string, [start, end]: [number, number]) => ({
  text: text.slice(0, from) + by + text.slice(to),
  from: from + start,
  to: from + end,
})

function around(at: Selection, mark: string, sample: string): Selection {
  const { text, from, to } = at
  const marked =
    text.slice(from - mark.length, from) === mark && text.slice(to, to + mark.length) === mark
  // One star of two is no mark of its own.
  const half = mark === '*' && text.slice(from - 2, from) === '**'
  if (marked && !half) {
    const outer = { text, from: from - mark.length, to: to + mark.length }
    return replaced(outer, selected(at), [0, to - from])
  }
  const inner = selected(at) || sample
  return replaced(at, mark + inner + mark, [mark.length, mark.length + inner.length])
}

function fenced(at: Selection): Selection {
  const code = `\`\`\`\n${selected(at).replace(/\n$/, '')}\n\`\`\``
  return replaced(at, code, [4, code.length - 4])
}

/** Each line that is touched begins with the mark; when all of them do, none does any more. */
function lines(at: Selection, mark: string, sample: string): Selection {
  const from = at.text.lastIndexOf('\n', at.from - 1) + 1
  const next = at.text.indexOf('\n', at.to)
  const whole = { text: at.text, from, to: next < 0 ? at.text.length : next }
  const touched = selected(whole)
  if (touched.trim() === '') {
    return replaced(whole, mark + sample, [mark.length, mark.length + sample.length])
  }
  const each = touched.split('\n')
  const all = each.every((line) => line.startsWith(mark))
  const changed = each.map((line) => (all ? line.slice(mark.length) : mark + line)).join('\n')
  return replaced(whole, changed, [0, changed.length])
}

function link(at: Selection, sample: string): Selection {
  const words = selected(at) || sample
  const isAddress = /^https?:\/\/\S+$/.test(words)
  const [name, address] = isAddress ? [sample, words] : [words, 'https://']
  const text = `[${name}](${address})`
  return isAddress
    ? replaced(at, text, [1, 1 + name.length])
    : replaced(at, text, [name.length + 3, text.length - 1])
}

/** On lines of its own, with a blank one before. */
export function block(at: Selection, text: string, [start, end]: [number, number]): Selection {
  const before = at.text.slice(0, at.to)
  const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const after = at.text.slice(at.to).startsWith('\n') ? '\n' : '\n\n'
  const here = { ...at, from: at.to }
  return replaced(here, gap + text + after, [gap.length + start, gap.length + end])
}

function table(at: Selection, { column, cell }: Samples): Selection {
  const row = (...cells: string[]) => `| ${cells.join(' | ')} |`
  const text = [row(`${column} 1`, `${column} 2`), row('---', '---'), row(cell, cell)].join('\n')
  return block(at, text, [2, 2 + column.length + 2])
}

function footnote(at: Selection, note: string): Selection {
  const used = [...at.text.matchAll(/\[\^(\d+)\]/g)].map(([, n]) => Number(n))
  const mark = `[^${Math.max(0, ...used) + 1}]`
  const text = at.text.slice(0, at.to) + mark + at.text.slice(at.to)
  const whole = `${text.replace(/\n+$/, '')}\n\n${mark}: ${note}`
  return { text: whole, from: whole.length - note.length, to: whole.length }
}

/** The least that has to be replaced to make one text of another. */
export function difference(before: string, after: string) {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return {
    from: start,
    to: before.length - end,
    insert: after.slice(start, after.length - end),
  }
}
