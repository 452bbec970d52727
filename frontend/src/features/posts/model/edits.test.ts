import { expect, it } from 'vitest'
import { applied, block, difference, type Selection } from './edits'

const samples = {
  text: 'teks',
  heading: 'judul',
  item: 'butir',
  task: 'tugas',
  link: 'tautan',
  quote: 'kutipan',
  code: 'kode',
  note: 'isi',
  column: 'Kolom',
  cell: 'isi',
}

/** ‹ and › stand for the ends of the selection. */
const read = (marked: string): Selection => {
  const from = marked.indexOf('‹')
  return { text: marked.replace(/[‹›]/g, ''), from, to: marked.indexOf('›') - 1 }
}
const show = ({ text, from, to }: Selection) =>
  `${text.slice(0, from)}‹${text.slice(from, to)}›${text.slice(to)}`

it.each([
  ['bold', 'a ‹b› c', 'a **‹b›** c'],
  ['bold', 'a **‹b›** c', 'a ‹b› c'],
  ['italic', 'a **‹b›**', 'a ***‹b›***'],
  ['bold', '‹›', '**‹teks›**'],
  ['code', 'x ‹y›', 'x `‹y›`'],
  ['code', '‹a\nb›', '```\n‹a\nb›\n```'],
  ['list', 'x\n‹a\nb›\ny', 'x\n‹- a\n- b›\ny'],
  ['list', '‹- a\n- b›', '‹a\nb›'],
  ['heading', 'x\n‹›', 'x\n## ‹judul›'],
  ['task', 'be‹›li', '‹- [ ] beli›'],
  ['link', 'lihat ‹survei›', 'lihat [survei](‹https://›)'],
  ['link', '‹https://a.go.id›', '[‹tautan›](https://a.go.id)'],
  ['footnote', 'a[^1] b‹› c\n\n[^1]: x', 'a[^1] b[^2] c\n\n[^1]: x\n\n[^2]: ‹isi›'],
] as const)('%s of %j', (tool, before, after) => {
  expect(show(applied(tool, read(before), samples))).toBe(after)
})

it('puts blocks on lines of their own', () => {
  expect(applied('table', read('x‹›'), samples).text).toBe(
    'x\n\n| Kolom 1 | Kolom 2 |\n| --- | --- |\n| isi | isi |\n\n',
  )
  expect(show(block(read('a\n\n‹›\nb'), 'X', [0, 1]))).toBe('a\n\n‹X›\n\nb')
})

it('finds the least that changed', () => {
  expect(difference('abcabc', 'abXcabc')).toEqual({ from: 2, to: 2, insert: 'X' })
  expect(difference('aaa', 'aa')).toEqual({ from: 2, to: 3, insert: '' })
  expect(difference('', 'x')).toEqual({ from: 0, to: 0, insert: 'x' })
})
