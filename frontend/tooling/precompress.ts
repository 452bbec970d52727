import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const br = promisify(brotliCompress)
const gz = promisify(gzip)

// index.html is left out: the server writes a nonce into it for each response.
const compressible = new Set(['.js', '.css', '.svg', '.json', '.webmanifest', '.txt'])
const smallestWorthwhile = 1024

/** Writes `.br` and `.gz` beside every text asset, so that the server never compresses them at run time. */
export function precompress(): Plugin {
  let outDir = ''
  return {
    name: 'precompress',
    apply: 'build',
    configResolved(config) {
      outDir = join(config.root, config.build.outDir)
    },
    async closeBundle() {
      const files = await readdir(outDir, { recursive: true })
      await Promise.all(files.filter((f) => compressible.has(extname(f))).map(compress))
    },
  }

  async function compress(file: string) {
    const path = join(outDir, file)
    const body = await readFile(path)
    if (body.length < smallestWorthwhile) return
    const [brotli, gzipped] = await Promise.all([
      br(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
      gz(body, { level: 9 }),
    ])
    await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gzipped)])
  }
}
