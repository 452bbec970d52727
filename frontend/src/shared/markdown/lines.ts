/** What the beginnings of lines say in CommonMark, as the server reads them (api/src/markdown/lines.rs). */

/** Steps of indentation from which on a line would be code. */
const code = 4

/** Characters of the marker that a line without indentation begins with; 0 when it has none. */
export function marker(line: string): number {
  const found = /^(?:[-*+]|\d{1,9}[.)])(?=[ \t\r\n]|$)/.exec(line)?.[0] ?? ''
  const rest = line.slice(found.length).trim()
  const isRule = rest.length > 1 && rest.replaceAll(line.charAt(0), '').trim() === ''
  return isRule ? 0 : found.length
}

/** Where the code between fences begins and ends. */
export class Fences {
  private open = ''

  /** Whether the next line belongs to code, fences included. */
  holds(whole: string): boolean {
    const line = whole.trim()
    const fence = /^(?:`+|~+)/.exec(line)?.[0] ?? ''
    if (this.open !== '') {
      if (fence.startsWith(this.open) && fence === line) this.open = ''
      return true
    }
    const opens =
      fence.length >= 3 && (fence.startsWith('~') || !line.slice(fence.length).includes('`'))
    if (opens) this.open = fence
    return opens
  }
}

/** The columns in which the texts of the open items begin, from the outermost in. */
export class Margin {
  private items: number[] = []
  private afterBlank = false

  /** A line without text: what follows further out is no part of the items any more. */
  blank() {
    this.afterBlank = true
  }

  /** The column of a line that stands in `column`: further in than text goes it would be code, and is brought back. */
  place(column: number, marker: number): number {
    if (marker > 0 || this.afterBlank) this.items = this.items.filter((item) => item <= column)
    this.afterBlank = false
    const base = this.items.at(-1) ?? 0
    const placed = column >= base + code ? base : column
    if (marker > 0) this.items.push(placed + marker + 1)
    return placed
  }

  /** How many items are open around the line. */
  get depth() {
    return this.items.length
  }
}
