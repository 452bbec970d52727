import type { Dictionary } from '../dictionary'

export const developers: Dictionary['developers'] = {
  title: 'Open API',
  lead: 'Machines can read everything that these pages show. Public data needs neither account nor key.',
  startTitle: 'Start with one command',
  start: 'Get the five newest innovations in health:',
  docsTitle: 'Documents',
  docs: {
    explorer: 'API explorer',
    explorerHint: 'Try every operation from the browser.',
    json: 'OpenAPI 3.1 (JSON)',
    yaml: 'OpenAPI 3.1 (YAML)',
    specHint: 'To generate a client or to import into your tools.',
  },
  resourcesTitle: 'What there is',
  resource: 'Resource',
  path: 'Address',
  resources: {
    innovations: 'Innovations: search, filter, count',
    hubs: 'Hubs with their statistics and history',
    institutions: 'Institutions',
    vocabularies: 'Vocabularies: sectors, categories, phases, SDGs',
    stats: 'The network in figures',
  },
  cursorsTitle: 'Walking through a list',
  cursors:
    'A list holds at most 100 records and a next_cursor. Send that cursor back for the next page until it is null. A deep page is as fast as the first. Add count=true for the total and facets=sector,phase for the breakdown.',
  etagTitle: 'Save traffic with ETag',
  etag: 'Every answer carries an ETag. Send it back as If-None-Match: when nothing has changed, the answer is 304 without a body.',
  problemsTitle: 'When something is wrong',
  problems:
    'Errors come as application/problem+json (RFC 9457): type points to a page that explains it, detail says what to do, and instance is the request number. The language follows Accept-Language.',
  limitsTitle: 'Rate limits',
  limits:
    'The RateLimit header tells what is left of your share. When it is used up, the answer is 429 with Retry-After in seconds.',
  copy: 'Copy',
  copied: 'Copied',
  example: (title) => `Example: ${title}`,
}
