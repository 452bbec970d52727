import { expect, test } from 'vitest'
import { createEventParser, type StreamEvent } from './events'

function read(...pieces: string[]) {
  const events: StreamEvent[] = []
  pieces.forEach(createEventParser((event) => events.push(event)))
  return events
}

test('events are told apart, however they come in', () => {
  const whole =
    'retry: 3000\n\nevent: unread\ndata: {"unread_count":1}\n\n: \n\nid: 7\ndata: a\ndata: b\n\n'
  const expected = [
    { name: 'unread', id: undefined, data: '{"unread_count":1}' },
    { name: 'message', id: '7', data: 'a\nb' },
  ]
  expect(read(whole)).toEqual(expected)
  expect(read(...Array.from(whole))).toEqual(expected)
  expect(read(whole.replaceAll('\n', '\r\n'))).toEqual(expected)
})

test('what has no data is no event', () => {
  expect(read('event: x\n\n', ': ping\n\n', 'data')).toEqual([])
})
