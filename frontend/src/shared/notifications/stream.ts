import { api } from '@/api/client'
import { createEventParser, type StreamEvent } from './events'

const second = 1_000
const shortestPause = second
const longestPause = 60 * second
/** A page that nobody has looked at for so long listens no more. */
const patience = 5 * 60 * second

/** Listens to the stream of notifications until it is told to stop; comes back when it breaks. */
export function listen(take: (event: StreamEvent) => void): () => void {
  const stop = new AbortController()
  let last: string | undefined
  const parse = () =>
    createEventParser((event) => {
      last = event.id ?? last
      take(event)
    })

  async function once() {
    const { data, response } = await api.GET('/api/v1/notifications/stream', {
      params: { header: last ? { 'Last-Event-ID': last } : {} },
      headers: { Accept: 'text/event-stream' },
      parseAs: 'stream',
      signal: stop.signal,
    })
    if (!response.ok || !data) return false
    const feed = parse()
    const reader = data.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return true
      feed(value)
    }
  }

  async function keep() {
    let pause = shortestPause
    while (!stop.signal.aborted) {
      const worked = await once().catch(() => false)
      pause = worked ? shortestPause : Math.min(pause * 2, longestPause)
      await wait(pause * (0.5 + Math.random()), stop.signal)
    }
  }

  void keep()
  return () => stop.abort()
}

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((done) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      done()
    })
  })

/** The same while the page is looked at, and for some minutes after. */
export function listenWhileSeen(take: (event: StreamEvent) => void): () => void {
  let stop: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const start = () => {
    clearTimeout(timer)
    stop ??= listen(take)
  }
  const end = () => {
    stop?.()
    stop = undefined
  }
  const look = () => {
    if (document.visibilityState === 'visible') start()
    else timer = setTimeout(end, patience)
  }
  look()
  document.addEventListener('visibilitychange', look)
  return () => {
    document.removeEventListener('visibilitychange', look)
    clearTimeout(timer)
    end()
  }
}
