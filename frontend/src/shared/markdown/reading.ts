import { Marked, Tokenizer, type Tokens } from 'marked'

const figure = /\d/
const original = new Tokenizer()

/** The mark that made emphasis of figures stays: `24*7*365` multiplies, `9~10` is a range (api/src/markdown/tree.rs). */
function betweenFigures(src: string, before: string, made: Tokens.Generic | undefined) {
  if (!made) return false
  const width = /^(?:\*\*?|~(?!~))/.exec(made.raw)?.[0].length ?? 0
  if (width === 0) return false
  const inner = made.raw.slice(width, -width)
  const opens = figure.test(before) && figure.test(inner.charAt(0))
  const closes = figure.test(inner.at(-1) ?? '') && figure.test(src.charAt(made.raw.length))
  return opens || closes
}

function emphasis<Token extends Tokens.Generic>(
  src: string,
  before: string,
  made: Token | undefined,
): Token | undefined {
  if (!betweenFigures(src, before, made)) return made
  const mark = /^(?:\*\*?|~)/.exec(src)?.[0] ?? ''
  return { type: 'text', raw: mark, text: mark, escaped: false } as Tokens.Generic as Token
}

/** Reads Markdown as the server does: a line that somebody ended is a line. */
export const reading = () =>
  new Marked({
    breaks: true,
    tokenizer: {
      emStrong(src, masked, before = '') {
        return emphasis(src, before, original.emStrong.call(this, src, masked, before))
      },
      del(src, masked, before = '') {
        return emphasis(src, before, original.del.call(this, src, masked, before))
      },
    },
  })

/** Text for HTML. */
export const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** A text line by line, with nothing read as Markdown. */
export const asWritten = (text: string) => `<p>${escaped(text).replaceAll('\n', '<br>\n')}</p>\n`
