import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** What people here would try first; the API has the same list. */
const ofThisPlace = [
  'hubjipp',
  'hub jipp',
  'jippnas',
  'kemenpanrb',
  'panrb',
  'inovasi',
  'pelayanan publik',
  'kementerian',
  'indonesia',
  'nusantara',
  'pancasila',
  'merdeka',
  'garuda',
  'bismillah',
  'rahasia',
  'katasandi',
]

/** Characters that are judged, as in the API. */
const judged = 72

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** How hard a password is to guess, from 0 to 4, for somebody who knows these texts of its person. */
export function estimate(password: string, known: string[]) {
  const parts = known.flatMap((text) => {
    const words = text.split(/[^\p{L}\p{N}]+/u)
    return [text, words.join(''), ...words]
  })
  const words = parts.filter((part) => part.length > 2).map((part) => part.toLowerCase())
  const typed = Array.from(password.normalize('NFKC')).slice(0, judged).join('')
  if (/^[\p{N}\p{P}\p{Z}]*$/u.test(typed)) return 0
  return estimator.check(typed, [...ofThisPlace, ...words]).score
}
