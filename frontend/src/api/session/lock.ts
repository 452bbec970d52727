export type Lock = <T>(work: () => Promise<T>) => Promise<T>

/** One holder over all tabs; where the browser has no locks (plain http), one per tab is left. */
export const browserLock: Lock = (work) =>
  'locks' in navigator ? navigator.locks.request('jipp.refresh', work) : work()
