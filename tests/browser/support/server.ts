import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, openSync, closeSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const repository = resolve(import.meta.dirname, '../../..')
const built = (profile: string) => join(repository, 'target', profile, 'jipp')

/** The binary to test: $JIPP_BINARY, or the one of the first profile that is built. */
function binary(profiles: string[]): string {
  const candidates = process.env.JIPP_BINARY ? [process.env.JIPP_BINARY] : profiles.map(built)
  const found = candidates.find((path) => existsSync(path))
  if (!found) throw new Error(`There is no ${candidates.join(' or ')}: build the server first.`)
  return found
}

function site(): string {
  const folder = process.env.JIPP_FRONTEND_DIR ?? join(repository, 'frontend/dist')
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no ${folder}/index.html: run \`make frontend\` first.`)
  }
  return folder
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

export interface Server {
  url: string
  binary: string
  stop: () => Promise<void>
}

/** A server of its own with the demonstration data, in a temporary folder, on a free port. */
export async function startServer(profiles = ['debug', 'release']): Promise<Server> {
  const program = binary(profiles)
  const folder = mkdtempSync(join(tmpdir(), 'jipp-browser-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const bind = `127.0.0.1:${await freePort()}`
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: `sqlite://${folder}/jipp.db`,
      JIPP_DATA_DIR: folder,
      JIPP_BIND: bind,
      JIPP_FRONTEND_DIR: site(),
      // The tests sign in far more often than a person would.
      JIPP_RATE_LIMIT: 'off',
    }
    const seed = spawnSync(program, ['seed', '--demo'], { env, encoding: 'utf8' })
    if (seed.status !== 0) throw new Error(`jipp seed --demo failed:\n${seed.stdout}${seed.stderr}`)

    const logFile = join(folder, 'server.log')
    const log = openSync(logFile, 'w')
    const child = spawn(program, ['serve'], { env, stdio: ['ignore', log, log] })
    closeSync(log)
    const kill = () => child.kill('SIGKILL')
    process.once('exit', kill)
    const stop = async () => {
      await end(child)
      process.off('exit', kill)
      remove()
    }
    const url = `http://${bind}`
    if (await answers(child, `${url}/readyz`)) return { url, binary: program, stop }
    const words = readFileSync(logFile, 'utf8')
    await stop()
    throw new Error(`jipp serve did not start:\n${words}`)
  } catch (error) {
    remove()
    throw error
  }
}

async function answers(child: ChildProcess, url: string): Promise<boolean> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline && running(child);) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return true
    await sleep(50)
  }
  return false
}

const running = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

async function end(child: ChildProcess) {
  if (!running(child)) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(timer)
}
