import { expect, it } from 'vitest'
import { awardName } from './awardName'

it.each([
  ['Top 45 Inovasi Pelayanan Publik', 2021, 'Top 45 Inovasi Pelayanan Publik (2021)'],
  ['Top 45 2021', 2021, 'Top 45 2021'],
  ['Top 45 (2021)', 2021, 'Top 45 (2021)'],
  ['KIPP 2021, tingkat provinsi', 2021, 'KIPP 2021, tingkat provinsi (2021)'],
  ['Top 45 2021', 2022, 'Top 45 2021 (2022)'],
  ['Nomor 12021', 2021, 'Nomor 12021 (2021)'],
])('says the year of “%s” (%s) once', (name, year, shown) => {
  expect(awardName({ name, year })).toBe(shown)
})
