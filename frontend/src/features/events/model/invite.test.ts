import { expect, it } from 'vitest'
import type { Institution } from '@/api/types'
import { chosenOf } from './invite'

const one = (code: string, kind: string) =>
  ({ id: code, code, name: code, short_name: code, kind }) as Institution

it('invites each once, whichever way it was chosen, and nobody twice', () => {
  const all = [one('bpom', 'agency'), one('kkp', 'ministry'), one('kemenkeu', 'ministry')]
  const open = all.filter(({ code }) => code !== 'kkp')
  const choice = { ids: ['kemenkeu'], kinds: ['ministry' as const], pasted: 'KKP\nbpom\nsiapa' }
  const { chosen, already, unknown } = chosenOf(choice, all, open)
  expect(chosen.map(({ code }) => code)).toEqual(['bpom', 'kemenkeu'])
  expect(already.map(({ code }) => code)).toEqual(['kkp'])
  expect(unknown).toEqual(['siapa'])
})
