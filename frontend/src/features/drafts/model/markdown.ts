/** A piece of a line: plain, or marked. */
export interface Span {
  text: string
  mark?: 'strong' | 'em' | 'code' | 'link'
  href?: string
}

export type Block =
  | { kind: 'paragraph' | 'heading' | 'quote'; lines: Span[][] }
  | { kind: 'bullets' | 'numbers'; items: Span[][] }

const inline = /\*\*(.+?)\*\*|\*(.+?)\*|_(.+?)_|`(.+?)`|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g

export function spansOf(line: string): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const match of line.matchAll(inline)) {
    const [whole, strong, star, under, code, label, href] = match
    if (match.index > end) spans.push({ text: line.slice(end, match.index) })
    end = match.index + whole.length
    if (strong !== undefined) spans.push({ text: strong, mark: 'strong' })
    else if (code !== undefined) spans.push({ text: code, mark: 'code' })
    else if (label !== undefined) spans.push({ text: label, mark: 'link', href })
    else spans.push({ text: star ?? under ?? '', mark: 'em' })
  }
  if (end < line.length) spans.push({ text: line.slice(end) })
  return spans
}

const bullet = /^\s*[-*+]\s+/
const number = /^\s*\d+[.)]\s+/

/**
 * The common part of Markdown, for a preview while writing. It makes elements, never HTML; what
 * readers see is rendered by the server.
 */
export function blocksOf(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0)
    .map((lines): Block => {
      const strip = (mark: RegExp) => lines.map((line) => spansOf(line.replace(mark, '')))
      if (lines.every((line) => bullet.test(line))) return { kind: 'bullets', items: strip(bullet) }
      if (lines.every((line) => number.test(line))) return { kind: 'numbers', items: strip(number) }
      if (lines.length === 1 && /^#{1,6}\s/.test(lines[0] ?? '')) {
        return { kind: 'heading', lines: strip(/^#{1,6}\s+/) }
      }
      if (lines.every((line) => line.startsWith('>'))) {
        return { kind: 'quote', lines: strip(/^>\s?/) }
      }
      return { kind: 'paragraph', lines: strip(/^$/) }
    })
}
