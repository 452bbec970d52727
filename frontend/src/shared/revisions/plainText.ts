import type { Token, Tokens } from 'marked'
import { tidied } from '../markdown/paste'
import { reading } from '../markdown/reading'

const marked = reading()

/** Markdown as its readers read it, line by line: what two versions say can be compared. */
export const plainText = (source: string) => blocks(marked.lexer(tidied(source)))

const blocks = (tokens: Token[]) =>
  tokens
    .filter(({ type }) => type !== 'space')
    .map(say)
    .filter((text) => text !== '')
    .join('\n\n')

const inline = (tokens: Token[] | undefined) => (tokens ?? []).map(say).join('')

function say(token: Token): string {
  switch (token.type) {
    case 'list':
      return listed(token as Tokens.List)
    case 'table':
      return tabled(token as Tokens.Table)
    case 'blockquote':
      return blocks((token as Tokens.Blockquote).tokens)
    case 'link':
      return linked(token as Tokens.Link)
    case 'checkbox':
      return (token as Tokens.Checkbox).checked ? '☑ ' : '☐ '
    case 'br':
    case 'space':
      return '\n'
    case 'html':
      return (token as Tokens.HTML).text.trimEnd()
    case 'image':
      return pictured(token as Tokens.Image)
    // They come to nothing on the page too.
    case 'def':
    case 'hr':
      return ''
    default:
      return inlineOrText(token as Tokens.Text)
  }
}

const inlineOrText = ({ tokens, text }: Partial<Tokens.Text>) =>
  tokens ? inline(tokens) : (text ?? '')

const listed = ({ ordered, start, items }: Tokens.List) =>
  items
    .map(({ tokens }, index) => `${ordered ? `${Number(start) + index}.` : '•'} ${itemOf(tokens)}`)
    .join('\n')

/** Lists within it come below, further in. */
const itemOf = (tokens: Token[]) =>
  tokens
    .map((token) =>
      token.type === 'list' ? `\n${say(token)}`.replaceAll('\n', '\n  ') : say(token),
    )
    .join('')

const tabled = ({ header, rows }: Tokens.Table) =>
  [header, ...rows].map((row) => row.map(({ tokens }) => inline(tokens)).join(' | ')).join('\n')

const pictured = ({ href, text }: Tokens.Image) => text || href

function linked({ href, tokens }: Tokens.Link) {
  const text = inline(tokens)
  return text === href ? text : `${text} (${href})`
}
