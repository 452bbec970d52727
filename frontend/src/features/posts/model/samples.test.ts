import { expect, it } from 'vitest'
import { writing as en } from '../words/en/writing'
import { writing as id } from '../words/id/writing'
import { applied, tools } from './edits'
import { samplesLeft, undescribed } from './samples'

const languages = [id.editor.samples, en.editor.samples]

it.each(tools)('finds what the button for %s left', (tool) => {
  for (const samples of languages) {
    const { text } = applied(tool, { text: 'Isi tulisan.\n\n', from: 14, to: 14 }, samples)
    expect(samplesLeft(text, languages)).not.toEqual([])
  }
})

it('leaves alone what people write', () => {
  const body =
    '## Judul\n\nSebuah teks dengan [tautan](https://menpan.go.id), kode, dan kutipan.\n\n- butir pertama'
  expect(samplesLeft(body, languages)).toEqual([])
})

it('counts the pictures without a description', () => {
  expect(undescribed('![](a) ![ ](b) ![Loket](c) [](d)')).toBe(2)
})
