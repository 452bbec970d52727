/** Commands that work when pasted: they carry the address of this very server. */
export const samples = (origin: string) => ({
  first: `curl '${origin}/api/v1/innovations?sector=health&sort=-published_at&limit=5'`,
  cursor: `curl '${origin}/api/v1/innovations?limit=100&count=true'
curl '${origin}/api/v1/innovations?limit=100&cursor=NEXT_CURSOR'`,
  etag: `curl -i '${origin}/api/v1/hubs'
curl -i '${origin}/api/v1/hubs' -H 'If-None-Match: "ETAG"'`,
  problem: `curl -i '${origin}/api/v1/innovations?sort=colour' -H 'Accept-Language: id'`,
})

export const resources = [
  ['innovations', '/api/v1/innovations'],
  ['hubs', '/api/v1/hubs'],
  ['institutions', '/api/v1/institutions'],
  ['vocabularies', '/api/v1/vocabularies'],
  ['stats', '/api/v1/stats/overview'],
] as const
