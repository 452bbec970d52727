import { may } from '@/api/allowed'
import type { Post } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { missingGuards } from '@/shared/desk/record'
import { useDesk } from '@/shared/i18n/desk'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import { handleOf } from '../api/post'
import { isLive, type Autosave, type Draft } from '../model/autosave'
import { useWriting } from '../words/useWriting'
import type { Aim } from './faults'
import classes from './Form.module.css'
import { SaveStatus } from './SaveStatus'
import { NotSaved, useSend } from './useSend'

interface Props {
  draft: Autosave
  state: Draft
  ready: (aim?: Aim) => boolean
  onPublished: (post: Post) => void
}

/** Always in sight: how the writing stands with the server, and the way on. */
export function Foot({ draft, state, ready, onPublished }: Props) {
  const { form: t } = useWriting()
  const send = useSend(draft, onPublished)
  const { post, form } = state
  const go = (aim?: Aim) => {
    if (ready(aim) && !send.isPending) send.mutate(aim)
  }
  const button = (aim: Aim | undefined, name: string, main = true) => (
    <Button
      size="md"
      variant={main ? 'filled' : 'default'}
      loading={send.isPending && send.variables === aim}
      onClick={() => go(aim)}
    >
      {name}
    </Button>
  )
  // A new post may do whatever its draft will.
  const publishes = !post || may(post, 'transition:published')
  const schedules = !post || may(post, 'transition:scheduled')
  return (
    <div className={classes.foot}>
      <SaveStatus draft={draft} state={state} />
      <div className={desk.buttons}>
        {isLive(post) && button(undefined, t.save)}
        {!isLive(post) && publishes && button('published', t.publish)}
        {!isLive(post) && schedules && form.publish_at && button('scheduled', t.schedule, false)}
        {post && (
          <ButtonLink
            to="/posts/$slug"
            params={{ slug: handleOf(post) }}
            size="md"
            variant="subtle"
          >
            {t.toPost}
          </ButtonLink>
        )}
      </div>
      {send.error && <Refused error={send.error} />}
    </div>
  )
}

function Refused({ error }: { error: Error }) {
  const { form: t } = useWriting()
  const words = useT()
  const { common } = useDesk()
  const guards = missingGuards(error)
  return (
    <Notice tone="bad" live>
      {error instanceof NotSaved
        ? t.stillHeld
        : guards.length > 0
          ? guards.map((guard) => common.guards[guard] ?? guard).join(' ')
          : explain(error, words).text}
    </Notice>
  )
}
