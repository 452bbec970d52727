import { isBounded, isShort } from './bounds'
import { tidied } from './paste'
import { asWritten, escaped, reading } from './reading'

/** Addresses of pictures that posts show. */
export const picture = /^\/api\/v1\/posts\/[0-9a-f-]{36}\/images\/[0-9a-f-]{36}$/

// HTML and pictures from elsewhere are shown as text, as they are by the server (api/src/markdown/tree.rs).
const marked = reading().use({
  renderer: {
    html: ({ text, block }) => (block ? asWritten(text.trimEnd()) : escaped(text)),
    image: ({ href, text }) => !picture.test(href) && escaped(text || href),
  },
})

/** What is beyond the server's bounds is shown as it was written, there and here. */
export function html(text: string): string {
  const source = tidied(text)
  const made = isBounded(source) ? marked.parse(source, { async: false }) : ''
  return made !== '' && isShort(made, text.length) ? made : asWritten(text)
}
