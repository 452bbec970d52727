import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { unwrap } from '@/api/unwrap'

const verificationOptions = (code: string) =>
  queryOptions({
    queryKey: ['mous', 'verification', code],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/mou-verifications/{code}', { params: { path: { code } }, signal })),
    staleTime: 0,
    retry: false,
  })

export const useVerification = (code: string) =>
  useQuery({ ...verificationOptions(code), enabled: code !== '' })
