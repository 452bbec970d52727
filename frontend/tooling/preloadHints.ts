import type { Plugin } from 'vite'

interface Chunk {
  type: string
  fileName: string
  facadeModuleId?: string | null
  imports?: string[]
  isEntry?: boolean
  viteMetadata?: { importedCss: Set<string> }
}
type Bundle = Record<string, Chunk>

/** Second segments that are no record. */
const fixed = ['new', 'formation']

/** First path segment -> the route module that serves it; the router decides, this only hurries. */
const routeModules: Record<string, [list: string, detail: string]> = {
  '': ['home', 'home'],
  innovations: ['innovations', 'innovation'],
  hubs: ['hubs', 'hub'],
  institutions: ['institutions', 'institution'],
  events: ['events', 'event'],
  posts: ['posts', 'post'],
}

/** What these pages ask for first, `*` being the rest of the path; src/app/early.test.ts compares. */
export const firstRequests: Record<string, [list: string[], detail: string[]]> = {
  '': [['vocabularies', 'stats/overview', 'innovations?sort=-published_at&limit=6'], []],
  innovations: [
    ['vocabularies', 'innovations?sort=-published_at&limit=20'],
    ['vocabularies', 'innovations/*'],
  ],
  hubs: [['vocabularies'], ['vocabularies', 'hubs/*']],
  institutions: [['vocabularies'], ['vocabularies', 'institutions/*']],
  events: [[], ['events/*', 'events/*/transitions']],
  posts: [['posts?limit=20'], ['posts/*']],
}

/**
 * A lazy route is found out only after the entry has run: a whole round trip later on a poor line.
 * This preloads the font for everyone and, by the path, the chunks of the page that was asked for;
 * visitors without a session get its first data on the way too.
 */
export function preloadHints(): Plugin {
  return {
    name: 'preload-hints',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, context) {
        // Before the stylesheets: behind one, a script has to wait for it.
        return html.replace('<link rel="icon"', `${hints(context.bundle ?? {})}\n    $&`)
      },
    },
  }
}

export function hints(bundle: Bundle): string {
  const font = Object.keys(bundle).find((name) => name.endsWith('.woff2'))
  const files = Object.entries(routeModules).map(([k, v]) => [k, v.map(filesOf(bundle))] as const)
  return [
    ...(font
      ? [`<link rel="preload" as="font" type="font/woff2" href="/${font}" crossorigin />`]
      : []),
    `<script nonce="__CSP_NONCE__">${script(Object.fromEntries(files))}</script>`,
  ].join('\n    ')
}

const filesOf = (bundle: Bundle) => (route: string) => {
  const entry = Object.values(bundle).find((chunk) => chunk.isEntry)
  const alreadyLinked = new Set([entry?.fileName, ...(entry?.imports ?? [])])
  const seen = new Set<string>()
  const visit = (chunk: Chunk | undefined) => {
    if (!chunk || seen.has(chunk.fileName) || alreadyLinked.has(chunk.fileName)) return
    seen.add(chunk.fileName)
    for (const css of chunk.viteMetadata?.importedCss ?? []) seen.add(css)
    for (const name of chunk.imports ?? []) visit(bundle[name])
  }
  visit(Object.values(bundle).find((c) => c.facadeModuleId?.endsWith(`/app/routes/${route}.tsx`)))
  return [...seen]
}

function script(files: Record<string, string[][]>): string {
  return `{
const chunks = ${JSON.stringify(files)};
const data = ${JSON.stringify(firstRequests)};
const [noun, second, third] = location.pathname.split('/').slice(1);
const first = third || ${JSON.stringify(fixed)}.includes(second) ? undefined : noun;
const kind = second ? 1 : 0;
for (const file of chunks[first]?.[kind] ?? []) {
  const css = file.endsWith('.css');
  const link = document.createElement('link');
  link.rel = css ? 'preload' : 'modulepreload';
  if (css) link.as = 'style';
  link.crossOrigin = '';
  link.href = '/' + file;
  document.head.append(link);
}
try {
  if (!localStorage.getItem('jipp.session') && !location.search) {
    const headers = { 'Accept-Language': localStorage.getItem('jipp.locale') ?? 'id' };
    window.jippEarly = Object.fromEntries((data[first]?.[kind] ?? []).map((path) => {
      const url = '/api/v1/' + path.replace('*', second);
      return [url, fetch(url, { headers }).catch(() => undefined)];
    }));
  }
} catch {
  // Storage is blocked: the page asks for itself.
}
}`
}
