export interface StreamEvent {
  name: string
  id: string | undefined
  data: string
}

/** Reads server-sent events (WHATWG HTML, 9.2.6) out of text that comes in pieces. */
export function createEventParser(take: (event: StreamEvent) => void) {
  let rest = ''
  let name = ''
  let id: string | undefined
  let data: string[] = []

  function line(text: string) {
    if (text === '') {
      if (data.length > 0) take({ name: name || 'message', id, data: data.join('\n') })
      name = ''
      data = []
      return
    }
    const colon = text.indexOf(':')
    const field = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') name = value
    else if (field === 'data') data.push(value)
    else if (field === 'id') id = value
  }

  return (piece: string) => {
    rest += piece
    // A carriage return at the end may be half of a line's end.
    const lines = rest.split(/\r\n|\n|\r(?=[^\n])/)
    rest = lines.pop() ?? ''
    lines.forEach(line)
  }
}
