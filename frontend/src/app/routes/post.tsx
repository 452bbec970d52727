import { getRouteApi } from '@tanstack/react-router'
import { PostView } from '@/features/posts/components/PostView'

const route = getRouteApi('/posts/$slug')

export function PostRoute() {
  const { slug } = route.useParams()
  return <PostView key={slug} handle={slug} />
}
