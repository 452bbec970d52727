import { startServer } from './server.ts'
import { test as shared } from './test.ts'

/** For journeys that change what other tests count: hubs that agree, institutions that are added. */
export const test = shared.extend<object, { site: string }>({
  site: [
    async ({}, use) => {
      const server = await startServer()
      await use(server.url)
      await server.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ site }, use) => use(site),
})
