import type { Mou } from '@/api/types'
import { Comments } from './Comments'
import { DocumentBox } from './DocumentBox'
import { Signatures } from './Signatures'

/** What the parties of a MoU work with. */
export default function Workspace({ mou }: { mou: Mou }) {
  return (
    <>
      <DocumentBox mou={mou} />
      <Signatures mou={mou} signatures={mou.signatures ?? []} />
      <Comments mou={mou} />
    </>
  )
}
