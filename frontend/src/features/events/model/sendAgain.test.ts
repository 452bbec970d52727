import { expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { Event } from '@/api/types'
import { sendAgain } from './sendAgain'

const at = (version: number) => ({ version }) as Event

it('goes again when something else of the event changed', async () => {
  let version = 3
  const send = vi.fn(({ version: seen }: { version: number }) =>
    seen === 5 ? Promise.resolve('saved') : Promise.reject(new Problem(412)),
  )
  const read = () => Promise.resolve(at((version += 1)))
  const done = await sendAgain({ event: at(3), send, read, unchanged: () => true })
  expect(done).toBe('saved')
  expect(send).toHaveBeenCalledTimes(3)
})

it('leaves it to people when this very part changed, and gives up in the end', async () => {
  const send = vi.fn(() => Promise.reject(new Problem(412)))
  const read = () => Promise.resolve(at(9))
  const once = sendAgain({ event: at(1), send, read, unchanged: () => false })
  await expect(once).rejects.toMatchObject({ status: 412 })
  expect(send).toHaveBeenCalledTimes(1)
  const often = sendAgain({ event: at(1), send, read, unchanged: () => true })
  await expect(often).rejects.toMatchObject({ status: 412 })
  expect(send).toHaveBeenCalledTimes(5)
})

it('passes on everything else', async () => {
  const send = () => Promise.reject(new Problem(409))
  const read = () => Promise.resolve(at(1))
  await expect(
    sendAgain({ event: at(1), send, read, unchanged: () => true }),
  ).rejects.toMatchObject({ status: 409 })
})
