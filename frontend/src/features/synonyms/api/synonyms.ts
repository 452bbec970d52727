import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { components } from '@/api/schema'
import { unwrap } from '@/api/unwrap'

export type SynonymSet = components['schemas']['SynonymSet']

const key = ['synonyms']

export const useSynonyms = () =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/vocabularies/synonyms', { signal })),
    select: ({ items }) => items,
    staleTime: 0,
  })

const of = ({ id, version }: SynonymSet) => ({
  path: { id },
  header: { 'If-Match': `"${version}"` },
})

/** Adds a set, or changes the one that is given. */
export function useSaveSynonyms(set: SynonymSet | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (words: string[]) =>
      unwrap(
        set
          ? api.PATCH('/api/v1/vocabularies/synonyms/{id}', { params: of(set), body: { words } })
          : api.POST('/api/v1/vocabularies/synonyms', { body: { words } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}

export function useRemoveSynonyms() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (set: SynonymSet) =>
      unwrap(api.DELETE('/api/v1/vocabularies/synonyms/{id}', { params: of(set) })),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}
