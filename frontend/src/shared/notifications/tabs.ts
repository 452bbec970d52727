const name = 'jipp.notifications'

/** Says to the other tabs that notifications were read, or are gone. */
export function tellOtherTabs() {
  const channel = new BroadcastChannel(name)
  channel.postMessage('changed')
  channel.close()
}

/** Calls when another tab says so, until the returned function is called. */
export function hearOtherTabs(changed: () => void): () => void {
  const channel = new BroadcastChannel(name)
  channel.onmessage = changed
  return () => channel.close()
}
