import type { HtmlTagDescriptor, Plugin } from 'vite'

interface Chunk {
  type: string
  fileName: string
  facadeModuleId?: string | null
  imports?: string[]
  isEntry?: boolean
  viteMetadata?: { importedCss: Set<string> }
}
type Bundle = Record<string, Chunk>

/** First path segment -> the route module that serves it; the router decides, this only hurries. */
const routeModules: Record<string, [list: string, detail: string]> = {
  '': ['home', 'home'],
  innovations: ['innovations', 'innovation'],
  hubs: ['hubs', 'hub'],
  institutions: ['institutions', 'institution'],
}

/**
 * A lazy route is found out only after the entry has run: a whole round trip later on a poor line.
 * This preloads the font for everyone and, by the path, the chunks of the page that was asked for.
 */
export function preloadHints(): Plugin {
  return {
    name: 'preload-hints',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        return tags(context.bundle ?? {})
      },
    },
  }
}

export function tags(bundle: Bundle): HtmlTagDescriptor[] {
  const font = Object.keys(bundle).find((name) => name.endsWith('.woff2'))
  return [
    ...(font ? [fontTag(font)] : []),
    {
      tag: 'script',
      attrs: { nonce: '__CSP_NONCE__' },
      children: script(Object.entries(routeModules).map(([k, v]) => [k, v.map(filesOf(bundle))])),
      injectTo: 'head',
    },
  ]
}

function fontTag(font: string): HtmlTagDescriptor {
  return {
    tag: 'link',
    attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}`, crossorigin: true },
    injectTo: 'head-prepend',
  }
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

function script(files: [string, string[][]][]): string {
  return `{
const map = ${JSON.stringify(Object.fromEntries(files))};
const [first, second] = location.pathname.split('/').slice(1);
for (const file of map[first]?.[second ? 1 : 0] ?? []) {
  const css = file.endsWith('.css');
  const link = document.createElement('link');
  link.rel = css ? 'preload' : 'modulepreload';
  if (css) link.as = 'style';
  link.crossOrigin = '';
  link.href = '/' + file;
  document.head.append(link);
}
}`
}
