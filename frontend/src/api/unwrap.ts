import { Problem } from './problem'

interface Outcome<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The body of a good answer; anything else is thrown as a Problem. */
export async function unwrap<T>(call: Promise<Outcome<T>>): Promise<T> {
  return (await unwrapWithResponse(call)).data
}

export async function unwrapWithResponse<T>(call: Promise<Outcome<T>>) {
  const { data, error, response } = await call.catch(toProblem)
  if (!response.ok) throw Problem.of(response, error)
  return { data: data as T, response }
}

function toProblem(error: unknown): never {
  // fetch rejects with a TypeError when no answer came at all.
  if (error instanceof TypeError) throw new Problem(0)
  throw error
}
