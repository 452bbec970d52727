import type { User } from '@/api/types'
import { ChoiceField, Field as Frame, TextField } from '@/shared/desk/Field'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { oneOf } from '@/shared/url/search'
import { useFindEvents, useFindInnovations } from '../api/pick'
import { kinds } from '../api/search'
import type { Autosave, Draft } from '../model/autosave'
import { limits, type Field } from '../model/form'
import { useReading } from '../words/useReading'
import { useWriting } from '../words/useWriting'
import { BodyField } from './BodyField'
import { CoverField } from './CoverField'
import { idOf } from './faults'
import { HubField } from './HubField'
import { PickField } from './PickField'
import { TagsField } from './TagsField'

interface Props {
  user: User
  draft: Autosave
  state: Draft
  fault: (field: Field) => string | undefined
}

export function EditorFields({ user, draft, state, fault }: Props) {
  const { form: t } = useWriting()
  const reading = useReading()
  const { form, post } = state
  const at = (field: Field) => ({ id: idOf(field), error: fault(field) })
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (
    <>
      <ChoiceField
        {...at('kind')}
        label={t.kind}
        value={form.kind}
        options={kinds.map((value) => ({ value, label: reading.kinds[value] }))}
        onChange={(value) => draft.change({ kind: oneOf(value, kinds) ?? form.kind })}
      />
      <TextField
        {...at('title')}
        label={t.title}
        hint={t.titleHint}
        limit={limits.title}
        lang={recordLanguage}
        value={form.title}
        onChange={(title) => draft.change({ title })}
      />
      <BodyField {...at('body')} draft={draft} state={state} />
      <CoverField
        {...at('cover_image_id')}
        body={form.body}
        chosen={form.cover_image_id}
        onChange={(cover_image_id) => draft.change({ cover_image_id })}
      />
      <TextField
        {...at('video_url')}
        label={t.video_url}
        hint={t.video_urlHint}
        type="url"
        optional={form.kind !== 'video'}
        value={form.video_url}
        onChange={(video_url) => draft.change({ video_url })}
      />
      <TagsField {...at('tags')} tags={form.tags} onChange={(tags) => draft.change({ tags })} />
      <HubField
        {...at('hub_id')}
        user={user}
        post={post}
        chosen={form.hub_id}
        onChange={(hub_id) => draft.change({ hub_id })}
      />
      <PickField
        {...at('innovation_ids')}
        label={t.innovation_ids}
        most={limits.innovations}
        chosen={form.innovations}
        useFind={useFindInnovations}
        onChange={(innovations) => draft.change({ innovations })}
      />
      <PickField
        {...at('event_ids')}
        label={t.event_ids}
        most={limits.events}
        chosen={form.events}
        useFind={useFindEvents}
        onChange={(events) => draft.change({ events })}
      />
      {!post?.published_at && (
        <Frame
          {...at('publish_at')}
          label={t.publish_at}
          hint={t.publish_atHint(timeZone)}
          optional
        >
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              value={form.publish_at}
              onChange={(event) => draft.change({ publish_at: event.currentTarget.value })}
            />
          )}
        </Frame>
      )}
    </>
  )
}
