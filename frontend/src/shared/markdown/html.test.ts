import { expect, it } from 'vitest'
import { html } from './html'

it.each(['5*6*7', '24*7*365', 'pukul 9~10 dan 11~12', 'snake_case_words', 'panjang 3*4 dan 5*6'])(
  'keeps the figures of %s',
  (text) => expect(html(text)).toBe(`<p>${text}</p>\n`),
)

it('shows HTML as text', () => {
  expect(html('Harap <penting> hadir')).toBe('<p>Harap &lt;penting&gt; hadir</p>\n')
  expect(html('<div>\nisi\n</div>')).toBe('<p>&lt;div&gt;<br>isi<br>&lt;/div&gt;</p>\n')
})

it('keeps lines, and makes lists of pasted ones', () => {
  expect(html('satu\ndua')).toBe('<p>satu<br>dua</p>\n')
  expect(html('•\tsatu\n•\tdua')).toContain('<li>dua</li>')
})

it('shows the words of a picture from elsewhere', () => {
  expect(html('![Loket](https://x.id/a.png)')).toBe('<p>Loket</p>\n')
})

it.each([
  '>'.repeat(5000),
  '- '.repeat(500),
  `${'x|'.repeat(300)}\n${'-|'.repeat(300)}\n${'x|\n'.repeat(2860)}`,
])('shows what is beyond the bounds as it was written', (text) =>
  expect(html(text)).not.toMatch(/<(?:blockquote|ul|table)/),
)
