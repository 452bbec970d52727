declare global {
  interface Window {
    /** Answers that index.html asked for before this code had arrived (tooling/preloadHints.ts). */
    jippEarly?: Partial<Record<string, Promise<Response | undefined>>>
  }
}

/** Hands out an early answer, once: whoever asks again wants a fresh one. */
export function takeEarly({ method, url }: Request) {
  const { pathname, search } = new URL(url)
  const key = pathname + search
  const answer = method === 'GET' ? window.jippEarly?.[key] : undefined
  if (answer) delete window.jippEarly?.[key]
  return answer
}
