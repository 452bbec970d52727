import { FormationBoard } from '@/features/hubs/board/FormationBoard'

export function Board() {
  return <FormationBoard />
}
