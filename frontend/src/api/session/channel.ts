import type { SignedIn } from '../types'

export type Message =
  { type: 'signed-in'; answer: SignedIn; expiresAt: number } | { type: 'signed-out' }

/** Carries the access token between tabs, in memory only. */
export interface Channel {
  send(message: Message): void
  listen(listener: (message: Message) => void): void
}

export function browserChannel(): Channel {
  const channel = new BroadcastChannel('jipp.session')
  return {
    send: (message) => channel.postMessage(message),
    listen: (listener) => {
      channel.onmessage = (event: MessageEvent<Message>) => listener(event.data)
    },
  }
}
