import type { components, paths } from './schema'

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
export type Status = InnovationSummary['status']
export type Role = User['roles'][number]

/** What a POST or PATCH of this path takes. */
type Body<Path extends keyof paths, Verb extends 'post' | 'patch' | 'put'> =
  paths[Path] extends Record<Verb, { requestBody: { content: { 'application/json': infer Sent } } }>
    ? Sent
    : never

export type InnovationNew = Body<'/api/v1/innovations', 'post'>
export type InnovationPatch = Body<'/api/v1/innovations/{id}', 'patch'>
export type Transitions = Answer<'/api/v1/innovations/{id}/transitions'>
export type Review = Answer<'/api/v1/innovations/{id}/reviews'>['items'][number]
export type ReviewNew = Body<'/api/v1/innovations/{id}/reviews', 'post'>
export type Revision = Answer<'/api/v1/innovations/{id}/revisions'>['items'][number]
export type Invitation = Answer<'/api/v1/invitations'>['items'][number]
export type InvitationNew = Body<'/api/v1/invitations', 'post'>
export type ReceivedInvitation = Json<paths['/api/v1/invitations/lookup']['post']['responses'][200]>
export type Member = Answer<'/api/v1/hubs/{id}/members'>['items'][number]
export type Account = Answer<'/api/v1/users/{id}'>
export type AccountPatch = Body<'/api/v1/users/{id}', 'patch'>
export type InstitutionNew = Body<'/api/v1/institutions', 'post'>
export type InstitutionPatch = Body<'/api/v1/institutions/{id}', 'patch'>
export type HubNew = Body<'/api/v1/hubs', 'post'>
export type HubPatch = Body<'/api/v1/hubs/{id}', 'patch'>
export type AuditVerb = components['schemas']['Verb']
export type AuditRecordType = components['schemas']['RecordType']
export type AuditEvent = Answer<'/api/v1/audit-events'>['items'][number]
export type EventPage = Answer<'/api/v1/events'>
export type EventSummary = EventPage['items'][number]
export type Event = Answer<'/api/v1/events/{id}'>
export type EventKind = EventSummary['kind']
export type EventStatus = EventSummary['status']
export type EventNew = Body<'/api/v1/events', 'post'>
export type EventPatch = Body<'/api/v1/events/{id}', 'patch'>
export type Participant = Event['participants'][number]
export type ParticipantChange = Body<'/api/v1/events/{id}/participants/{institution_id}', 'put'>
export type Invitees = Body<'/api/v1/events/{id}/invitations', 'post'>
export type ActionItem = Answer<'/api/v1/events/{id}/action-items'>['items'][number]
export type ActionItemNew = Body<'/api/v1/events/{id}/action-items', 'post'>
export type HubStatus = Hub['status']
export type MouPage = Answer<'/api/v1/mous'>
export type MouSummary = MouPage['items'][number]
export type Mou = Answer<'/api/v1/mous/{id}'>
export type MouStatus = MouSummary['status']
export type MouNew = Body<'/api/v1/mous', 'post'>
export type MouPatch = Body<'/api/v1/mous/{id}', 'patch'>
export type Signature = NonNullable<Mou['signatures']>[number]
export type SignatureNew = Body<'/api/v1/mous/{id}/signatures', 'post'>
export type SignatureMethod = Signature['method']
export type MouComment = Answer<'/api/v1/mous/{id}/comments'>['items'][number]
export type Verification = Answer<'/api/v1/mou-verifications/{code}'>
export type Attachment = Answer<'/api/v1/events/{id}/attachments'>['items'][number]
export type NotificationPage = Answer<'/api/v1/notifications'>
export type Notification = NotificationPage['items'][number]
export type PostPage = Answer<'/api/v1/posts'>
export type PostSummary = PostPage['items'][number]
export type Post = Answer<'/api/v1/posts/{id}'>
export type PostKind = PostSummary['kind']
export type PostStatus = PostSummary['status']
export type PostNew = Body<'/api/v1/posts', 'post'>
export type PostPatch = Body<'/api/v1/posts/{id}', 'patch'>
export type Reactions = Post['reactions']
export type ReactionKind = Reactions['mine'][number]
export type CommentPage = Answer<'/api/v1/posts/{id}/comments'>
export type Comment = CommentPage['items'][number]
export type CommentNew = Body<'/api/v1/posts/{id}/comments', 'post'>
export type ReportPage = Answer<'/api/v1/reports'>
export type Report = ReportPage['items'][number]
export type ReportReason = Report['reason']
