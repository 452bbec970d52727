import { Fences, marker, Margin } from './lines'

const bullets = '•‣◦▪▫●○■□⁃∙➢➤❖✓✔'
const beforeATab = '–—·o§\uf0b7\uf0a7\uf0d8\uf0fc'
const bullet = new RegExp(
  `^(?:[${bullets}](?=[ \\t\\u00a0])|[${beforeATab}](?=\\t)|·(?=  ))[ \\t\\u00a0]*`,
)

/** What people paste, as Markdown that means what it looks like: what the server parses (api/src/markdown/paste.rs). */
export function tidied(source: string): string {
  const text = source.replaceAll('\r\n', '\n').replaceAll(/[\v\f\u0085\u2028\u2029]/g, '\n')
  const [fences, margin, idle] = [new Fences(), new Margin(), idleLabels(text)]
  return text
    .split('\n')
    .map((line) => (fences.holds(line) ? line : placed(line, margin, idle)))
    .join('\n')
}

function placed(line: string, margin: Margin, idle: (line: string) => boolean): string {
  const [column, text] = indented(line)
  const pasted = bullet.exec(text)?.[0]
  if (pasted === undefined && text.trim() === '') {
    margin.blank()
    return ''
  }
  const length = pasted === undefined ? marker(text) : 1
  const mark = pasted === undefined ? text.slice(0, length) : '-'
  const rest = text.slice(pasted?.length ?? length)
  const words = rest.replace(/^[ \t]+/, '')
  const isItem = pasted !== undefined || (length > 0 && words.trim() !== '')
  const said =
    length === 0
      ? kept(text, idle)
      : `${mark}${isItem ? ' ' : ''}${kept(isItem ? words : rest, idle)}`
  return ' '.repeat(margin.place(column, length)) + said
}

/** The column in which a line begins, and the line from there on. */
function indented(line: string): [number, string] {
  const space = /^[ \t\u00a0\u3000]*/.exec(line)?.[0] ?? ''
  let column = 0
  for (const c of space) column += c === '\t' ? 4 - (column % 4) : 1
  return [column, line.slice(space.length)]
}

/** HTML, and a definition that nothing names, stay text. */
function kept(line: string, idle: (line: string) => boolean): string {
  const from = /^[> ]*/.exec(line)?.[0].length ?? 0
  const rest = line.slice(from)
  return isHtml(rest) || idle(rest) ? `${line.slice(0, from)}\\${rest}` : line
}

/** Whether a line would begin a block of HTML, in which nothing else is read. An address in `<` and `>` is a link. */
const isHtml = (line: string) =>
  /^<[a-z/!?]/i.test(line) && !/[:@]/.test(line.slice(1).split(/[> \t]/)[0] ?? '')

function idleLabels(text: string) {
  const times = new Map<string, number>()
  for (const [, name = ''] of text.matchAll(/\[([^[\]]*)\]/g)) {
    times.set(label(name), (times.get(label(name)) ?? 0) + 1)
  }
  return (line: string) => {
    const name = /^\[([^[\]]*)\]:/.exec(line)?.[1]
    return name !== undefined && (times.get(label(name)) ?? 0) < 2
  }
}

const label = (name: string) => name.trim().split(/\s+/).join(' ').toLowerCase()
