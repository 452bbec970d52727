import { startServer } from './server.ts'

/** One server for all tests; what it returns stops it again. */
export default async function globalSetup() {
  const server = await startServer()
  process.env.TESTED_SITE = server.url
  return server.stop
}
