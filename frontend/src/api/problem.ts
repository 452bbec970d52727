interface ProblemDocument {
  type?: string
  title?: string
  detail?: string
  instance?: string
  allowed?: string[]
  missing?: string[]
  errors?: { pointer: string; code: string; message: string }[]
}

/** A refused or failed request, in the words of the server (RFC 9457) where there are any. */
export class Problem extends Error {
  override name = 'Problem'
  readonly status: number
  readonly document: ProblemDocument
  readonly retryAfter: number | undefined

  constructor(status: number, document: ProblemDocument = {}, retryAfter?: number) {
    super(document.detail ?? document.title ?? `HTTP ${status}`)
    this.status = status
    this.document = document
    this.retryAfter = retryAfter
  }

  static of(response: Response, body: unknown): Problem {
    const document = typeof body === 'object' && body !== null ? body : {}
    const requestId = response.headers.get('X-Request-Id')
    const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN)
    return new Problem(
      response.status,
      { ...(requestId ? { instance: requestId } : {}), ...document },
      Number.isFinite(seconds) ? seconds : undefined,
    )
  }

  /** Status 0: the request never reached the server. */
  get offline() {
    return this.status === 0
  }

  get slug() {
    return this.document.type?.split('/').pop()
  }

  /** The server's word on one field, by its JSON pointer. */
  about(pointer: string) {
    return this.document.errors?.find((error) => error.pointer === pointer)?.message
  }
}

export const isProblem = (error: unknown, status?: number): error is Problem =>
  error instanceof Problem && (status === undefined || error.status === status)
