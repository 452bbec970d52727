import { expect, it } from 'vitest'
import { formatFor } from '@/shared/format/format'
import { id as deskId } from '@/shared/i18n/desk/id'
import { id } from '@/shared/i18n/id'
import { sayWith } from './say'

const say = sayWith({
  label: (name, code) => `${name}/${code}`,
  format: formatFor('id'),
  innovation: id.innovation,
  draft: deskId.draft,
})
const text = (field: string, value: unknown) => say(field, value).text

it('says dates, codes and goals in the words of the reader', () => {
  expect(say('initiated_on', '2024-03-01')).toEqual({ text: '1 Maret 2024', translated: true })
  expect(say('sector', 'health')).toEqual({ text: 'sectors/health', translated: true })
  expect(text('sdgs', [3, 16])).toBe('Tujuan 3: sdgs/3\nTujuan 16: sdgs/16')
})

it('says rows as the page of the record does', () => {
  const indicators = [
    {
      name: 'Waktu tunggu',
      unit: 'menit',
      baseline: 1250.5,
      current: 38,
      measured_on: '2024-01-31',
    },
    { name: 'Keluhan', unit: null, baseline: null, current: 2, measured_on: null },
  ]
  expect(text('indicators', indicators)).toBe(
    'Waktu tunggu · Sebelum: 1.250,5 menit · Sesudah: 38 menit · Diukur: 31 Januari 2024\n' +
      'Keluhan · Sebelum: tidak ada data · Sesudah: 2',
  )
  expect(text('awards', [{ name: 'Top 45', year: 2022 }])).toBe('Top 45 (2022)')
  expect(text('links', [{ title: null, url: 'https://a.id' }])).toBe('https://a.id')
  expect(text('team', [{ name: 'Sari', role: 'Ketua', consent: false }])).toBe('Sari · Ketua')
})

it('says Markdown without its signs, and plain text as it is', () => {
  expect(text('background', '**Antrean** panjang')).toBe('Antrean panjang')
  expect(text('title', '5 * 4 * 3')).toBe('5 * 4 * 3')
  expect(text('sector', null)).toBe('')
})
