import { expect, it } from 'vitest'
import { plainText } from './plainText'

it('reads as its page does', () => {
  const source = [
    '## Antrean & loket',
    'Antrean **panjang**, lihat [survei](https://example.go.id).\nBaris *dua*. ![foto](x.png)',
    '- [x] mesin\n- loket\n  - ramah',
    '1. satu\n\n   lanjut\n2. dua',
    '| Loket | Menit |\n| --- | --- |\n| A | 120 |',
    '> kutipan',
    '---',
    'https://example.go.id',
  ]
  expect(plainText(source.join('\n\n'))).toBe(
    [
      'Antrean & loket',
      'Antrean panjang, lihat survei (https://example.go.id).\nBaris dua. foto',
      '• ☑ mesin\n• loket\n  • ramah',
      '1. satu\nlanjut\n2. dua',
      'Loket | Menit\nA | 120',
      'kutipan',
      'https://example.go.id',
    ].join('\n\n'),
  )
})

it('says nothing of nothing', () => expect(plainText('')).toBe(''))
