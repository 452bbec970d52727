import { getRouteApi } from '@tanstack/react-router'
import { PostsPage } from '@/features/posts/components/PostsPage'

const route = getRouteApi('/posts')

export function Posts() {
  return <PostsPage search={route.useSearch()} />
}
