import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { ifMatch } from '@/api/etag'
import type { Institution, InstitutionNew } from '@/api/types'
import { unwrap } from '@/api/unwrap'

/** Makes an institution, or changes the one that was read. */
export function useSaveInstitution(institution: Institution | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: InstitutionNew) =>
      unwrap(
        institution
          ? api.PATCH('/api/v1/institutions/{id}', {
              params: { path: { id: institution.id }, header: ifMatch(institution) },
              body,
            })
          : api.POST('/api/v1/institutions', { body }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['institutions'] }),
  })
}
