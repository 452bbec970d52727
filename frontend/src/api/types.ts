import type { paths } from './schema'

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never

/** What a GET of this path answers, whatever the contract calls its schema. */
export type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: infer Ok } }
}
  ? Json<Ok>
  : never

type Tokens = paths['/api/v1/auth/login']['post']['responses'][200]
export type SignedIn = Json<Tokens>
export type User = SignedIn['user']

export type InstitutionPage = Answer<'/api/v1/institutions'>
export type Institution = Answer<'/api/v1/institutions/{id}'>
export type InstitutionKind = Institution['kind']
export type HubPage = Answer<'/api/v1/hubs'>
export type Hub = Answer<'/api/v1/hubs/{id}'>
export type HubStats = Answer<'/api/v1/hubs/{id}/stats'>
export type HubTransitions = Answer<'/api/v1/hubs/{id}/transitions'>
export type InnovationPage = Answer<'/api/v1/innovations'>
export type InnovationSummary = InnovationPage['items'][number]
export type Innovation = Answer<'/api/v1/innovations/{id}'>
export type Indicator = Innovation['indicators'][number]
export type Vocabularies = Answer<'/api/v1/vocabularies'>
export type Overview = Answer<'/api/v1/stats/overview'>
export type Session = Answer<'/api/v1/me/sessions'>['items'][number]
export type Phase = InnovationSummary['phase']
export type Sustainability = InnovationSummary['sustainability']
