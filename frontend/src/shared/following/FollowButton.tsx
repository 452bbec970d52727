import { useT } from '@/shared/i18n/useT'
import { useUser } from '@/shared/session/useSession'
import { Button } from '@/shared/ui/Button'
import { useFollow, useFollowing, useUnfollow, type Followed, type Subscription } from './following'

interface Props {
  type: Followed
  /** Its id; of a tag the tag itself. */
  target: string
  /** What is followed, for who does not see where the button stands. */
  name: string
  /** The subscription, where it was read already. */
  known?: Subscription
}

/** Follows something, or no more. Visitors have nothing to follow with. */
export function FollowButton({ type, target, name, known }: Props) {
  const { common: t } = useT()
  const user = useUser()
  const { data: subscription, isLoading } = useFollowing(type, target, user !== undefined, known)
  const follow = useFollow()
  const unfollow = useUnfollow()
  if (!user) return null
  const pressed = subscription !== undefined
  return (
    <Button
      variant="default"
      aria-pressed={pressed}
      aria-label={t.followName(pressed ? t.following : t.follow, name)}
      loading={isLoading || follow.isPending || unfollow.isPending}
      onClick={() =>
        subscription ? unfollow.mutate(subscription.id) : follow.mutate({ type, target })
      }
    >
      {pressed ? t.following : t.follow}
    </Button>
  )
}
