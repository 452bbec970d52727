import type { QueryClient } from '@tanstack/react-query'
import { eventOptions, eventTransitionsOptions } from '@/features/events/api/event'
import { eventListOptions, eventMonthOptions } from '@/features/events/api/list'
import type { EventSearch } from '@/features/events/api/search'
import { overviewOptions } from '@/shared/stats/overview'
import { hubOptions, hubStatsOptions, hubTransitionsOptions } from '@/features/hubs/api/hub'
import { hubListOptions } from '@/features/hubs/api/list'
import type { HubSearch } from '@/features/hubs/api/search'
import { innovationCountsOptions } from '@/features/innovations/api/facets'
import type { CatalogueSearch } from '@/features/innovations/api/filters'
import { innovationOptions } from '@/features/innovations/api/innovation'
import { innovationListOptions } from '@/features/innovations/api/list'
import { shelfOptions } from '@/features/innovations/api/shelf'
import { institutionOptions } from '@/features/institutions/api/institution'
import { institutionListOptions } from '@/features/institutions/api/list'
import type { InstitutionSearch } from '@/features/institutions/api/search'
import { mouListOptions } from '@/features/mous/api/list'
import { mouOptions, mouTransitionsOptions } from '@/features/mous/api/mou'
import type { MouSearch } from '@/features/mous/api/search'
import { commentListOptions } from '@/features/posts/api/comments'
import { postListOptions } from '@/features/posts/api/list'
import { postOptions } from '@/features/posts/api/post'
import type { PostSearch } from '@/features/posts/api/search'
import { vocabularyOptions } from '@/shared/vocabulary/vocabulary'

// Loaders ask early, while the page's code is still on its way. A list only holds up the first
// entry (so that Back finds its full height); its errors are shown where the list stands.

const quietly = (work: Promise<unknown>) => work.catch(() => undefined)

interface Entry {
  cause: 'preload' | 'enter' | 'stay'
}

const onEntry = async ({ cause }: Entry, work: Promise<unknown>[]) => {
  const settled = Promise.allSettled(work)
  if (cause !== 'stay') await settled
}

export function loadHome(client: QueryClient) {
  void quietly(client.query(vocabularyOptions))
  void quietly(client.query(overviewOptions))
  void quietly(client.query(shelfOptions()))
}

export function loadCatalogue(client: QueryClient, search: CatalogueSearch, entry: Entry) {
  void quietly(client.query(innovationCountsOptions(search)))
  return onEntry(entry, [
    client.query(vocabularyOptions),
    client.query(innovationListOptions(search)),
  ])
}

export async function loadInnovation(client: QueryClient, slug: string) {
  void quietly(client.query(vocabularyOptions))
  await client.query({ ...innovationOptions(slug), staleTime: 'static' })
}

export function loadHubs(client: QueryClient, search: HubSearch, entry: Entry) {
  return onEntry(entry, [
    client.query(vocabularyOptions),
    client.infiniteQuery(hubListOptions(search)),
  ])
}

export async function loadHub(client: QueryClient, slug: string) {
  void quietly(client.query(vocabularyOptions))
  const hub = await client.query({ ...hubOptions(slug), staleTime: 'static' })
  void quietly(client.query(hubStatsOptions(hub.id)))
  void quietly(client.query(hubTransitionsOptions(hub.id)))
}

export function loadInstitutions(client: QueryClient, search: InstitutionSearch, entry: Entry) {
  return onEntry(entry, [
    client.query(vocabularyOptions),
    client.infiniteQuery(institutionListOptions(search)),
  ])
}

export async function loadInstitution(client: QueryClient, code: string) {
  void quietly(client.query(vocabularyOptions))
  await client.query({ ...institutionOptions(code), staleTime: 'static' })
}

export function loadEvents(client: QueryClient, search: EventSearch, entry: Entry) {
  return onEntry(entry, [
    search.view === 'calendar'
      ? client.query(eventMonthOptions(search))
      : client.infiniteQuery(eventListOptions(search)),
  ])
}

export async function loadEvent(client: QueryClient, id: string) {
  void quietly(client.query(eventTransitionsOptions(id)))
  await client.query({ ...eventOptions(id), staleTime: 'static' })
}

export function loadMous(client: QueryClient, search: MouSearch, entry: Entry) {
  return onEntry(entry, [client.infiniteQuery(mouListOptions(search))])
}

export async function loadMou(client: QueryClient, id: string) {
  void quietly(client.query(mouTransitionsOptions(id)))
  await client.query({ ...mouOptions(id), staleTime: 'static' })
}

export function loadPosts(client: QueryClient, search: PostSearch, entry: Entry) {
  return onEntry(entry, [client.infiniteQuery(postListOptions(search))])
}

export async function loadPost(client: QueryClient, handle: string) {
  const { id } = await client.query({ ...postOptions(handle), staleTime: 'static' })
  void quietly(client.infiniteQuery(commentListOptions(id)))
}

export function loadNetwork(client: QueryClient) {
  void quietly(client.query(vocabularyOptions))
  void quietly(client.query(overviewOptions))
}
