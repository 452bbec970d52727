export interface Piece {
  text: string
  marked: boolean
}

const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

const plain = (escaped: string) =>
  escaped.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)

/**
 * The pieces of a snippet, which is escaped text with `<mark>` around words. What is shown is text
 * alone: no HTML of it reaches the page.
 */
export function pieces(snippet: string): Piece[] {
  return snippet
    .split(/(<mark>.*?<\/mark>)/s)
    .filter((part) => part !== '')
    .map((part) => {
      const inner = /^<mark>(.*)<\/mark>$/s.exec(part)?.[1]
      return { text: plain(inner ?? part), marked: inner !== undefined }
    })
}
