import type { Problem } from '@/api/problem'
import { samplesLeft } from '../model/samples'
import { writing as en } from '../words/en/writing'
import { writing as id } from '../words/id/writing'
import { check, instantOf, type FaultCode, type Field, type PostForm } from '../model/form'

const samples = [id.editor.samples, en.editor.samples]

export type Aim = 'published' | 'scheduled'

/** What else a post needs before readers may see it. */
export function checkFor(aim: Aim | undefined, form: PostForm, now = Date.now()) {
  const faults: Partial<Record<Field, FaultCode>> = { ...check(form) }
  if (!aim) return faults
  if (form.body.trim() === '') faults.body = 'required'
  else if (samplesLeft(form.body, samples).length > 0) faults.body ??= 'sample'
  const at = instantOf(form.publish_at)
  if (aim === 'scheduled' && !at) faults.publish_at = 'required'
  else if (aim === 'scheduled' && at && Date.parse(at) <= now) faults.publish_at = 'past'
  return faults
}

/** The server's word on a field, or on a part of it. */
export const refusalOf = (refused: Problem | undefined, field: Field) =>
  refused?.document.errors?.find(
    ({ pointer }) => pointer === `/${field}` || pointer.startsWith(`/${field}/`),
  )?.message

export const idOf = (field: Field) => `post-${field}`

/** In the order of the form. */
export const fields: readonly Field[] = [
  'kind',
  'title',
  'body',
  'cover_image_id',
  'video_url',
  'tags',
  'hub_id',
  'innovation_ids',
  'event_ids',
  'publish_at',
]
