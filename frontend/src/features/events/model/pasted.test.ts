import { expect, it } from 'vitest'
import { findPasted, search } from './pasted'

const institutions = [
  { id: '1', code: 'kemenkeu', name: 'Kementerian Keuangan', short_name: 'Kemenkeu' },
  { id: '2', code: 'prov-35', name: 'Pemerintah Provinsi Jawa Timur', short_name: 'Jawa Timur' },
]

it('finds institutions by code, name or short name, each once', () => {
  const text = '1. kementerian  keuangan\n- PROV-35\n\nKemenkeu; Kementerian Antah Berantah'
  const { found, unknown } = findPasted(text, institutions)
  expect(found.map(({ id }) => id)).toEqual(['1', '2'])
  expect(unknown).toEqual(['Kementerian Antah Berantah'])
})

it('narrows by words in any order', () => {
  expect(search('timur jawa', institutions).map(({ id }) => id)).toEqual(['2'])
  expect(search('', institutions)).toHaveLength(2)
})
