import { may } from '@/api/allowed'
import type { Post } from '@/api/types'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import type { ChangeWords } from '@/shared/revisions/Change'
import { linesOf } from '@/shared/revisions/compare'
import { plainText } from '@/shared/revisions/plainText'
import { RevisionList } from '@/shared/revisions/RevisionList'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useRestorePost } from '../api/changes'
import { useHubs } from '../api/hubs'
import { handleOf, usePost, usePostRevisions } from '../api/post'
import { kinds } from '../api/search'
import { useReading } from '../words/useReading'
import { useWriting } from '../words/useWriting'

export function PostHistory({ id }: { id: string }) {
  const { history: t } = useDesk()
  const { title } = useReading()
  const { form } = useWriting()
  const { data, error } = usePost(id)
  return (
    <div className="container">
      <PageHeading
        title={t.title}
        lead={data ? <span lang={recordLanguage}>{data.title}</span> : t.lead}
        crumbs={[{ label: title, to: '/posts' }]}
      >
        {data && (
          <ButtonLink to="/posts/$slug" params={{ slug: handleOf(data) }} variant="default">
            {form.toPost}
          </ButtonLink>
        )}
      </PageHeading>
      {error && !data && <Failure error={error} />}
      {!data && !error && <Lines count={5} height={90} />}
      {data && <Revisions post={data} />}
    </div>
  )
}

function Revisions({ post }: { post: Post }) {
  return (
    <RevisionList
      list={usePostRevisions(post.id)}
      words={useWords(post)}
      mayRestore={may(post, 'update')}
      restore={useRestorePost(post)}
    />
  )
}

/** Ids of records as their names, as far as they are known here. */
function useWords(post: Post): ChangeWords {
  const { form } = useWriting()
  const reading = useReading()
  const format = useFormat()
  const { data: hubs } = useHubs()
  const known = new Map([
    ...post.innovations.map(({ id, title }) => [id, title] as const),
    ...post.events.map(({ id, title }) => [id, title] as const),
    ...(hubs?.items ?? []).map(({ id, name }) => [id, name] as const),
  ])
  const nameOf = (value: unknown) => (typeof value === 'string' ? (known.get(value) ?? value) : '')
  return {
    names: form,
    say(field, value) {
      if (field === 'kind') {
        const kind = kinds.find((one) => one === value)
        return { text: kind ? reading.kinds[kind] : '', translated: true }
      }
      if (field === 'publish_at' && typeof value === 'string') {
        return { text: format.dateTime(value), translated: true }
      }
      if (field === 'body' && typeof value === 'string') return { text: plainText(value) }
      if (field === 'hub_id') return { text: nameOf(value) }
      if ((field === 'innovation_ids' || field === 'event_ids') && Array.isArray(value)) {
        return { text: value.map(nameOf).join('\n') }
      }
      return { text: linesOf(value) }
    },
  }
}
