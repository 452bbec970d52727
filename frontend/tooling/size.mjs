// Fails when the JavaScript that the home page needs is more than the budget, gzipped.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budget = 150 * 1024
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

const files = new Set()
const visit = (key) => {
  const chunk = manifest[key]
  if (!chunk || files.has(chunk.file)) return
  files.add(chunk.file)
  chunk.imports?.forEach(visit)
}
visit('index.html')
visit('src/app/routes/home.tsx')

let total = 0
for (const file of files) {
  const size = gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length
  total += size
  console.log(`${(size / 1024).toFixed(1).padStart(7)} KB  ${file}`)
}
console.log(
  `${(total / 1024).toFixed(1).padStart(7)} KB  first route, gzip (budget ${budget / 1024} KB)`,
)
if (total > budget) process.exit(1)
