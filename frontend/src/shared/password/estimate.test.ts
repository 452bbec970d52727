import { expect, test } from 'vitest'
import { estimate } from './estimate'

const siti = ['Siti Rahma', 'siti.rahma@kkp.go.id']

test.each([
  '            ',
  'aaaaaaaaaaaa',
  '123456789012',
  '0812 9876 5432',
  'qwertyuiopas',
  'hubjipphubjipp',
  'password1234',
  'siti.rahma@kkp.go.id',
  'SitiRahma2026',
])('%s is easy to guess', (password) => {
  expect(estimate(password, siti)).toBeLessThan(3)
})

test.each(['kata sandi panjang', 'empat kata tanpa kaitan', 'T7#kf!pQ2z@m', 'jipp-demo-2026'])(
  '%s is hard to guess',
  (password) => {
    expect(estimate(password, siti)).toBeGreaterThan(2)
  },
)
