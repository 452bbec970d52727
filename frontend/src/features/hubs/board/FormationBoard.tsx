import { useT } from '@/shared/i18n/useT'
import { useSession } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { followOverflow, frameClass } from '@/shared/ui/scrollFrame'
import { useBoard } from '../api/board'
import { byStatus } from '../model/board'
import classes from './Board.module.css'
import { BoardColumn } from './BoardColumn'

export function FormationBoard() {
  const { hubs: t, shell } = useT()
  const insider = useSession().status === 'signed-in'
  return (
    <div className="container">
      <PageHeading
        title={t.board.title}
        lead={t.board.lead}
        crumbs={[{ label: shell.hubs, to: '/hubs' }]}
      >
        <ButtonLink to="/network" variant="default">
          {t.toNetwork}
        </ButtonLink>
      </PageHeading>
      {!insider && <Notice>{t.board.public}</Notice>}
      <Board insider={insider} />
    </div>
  )
}

const follow = (frame: HTMLElement | null) => (frame ? followOverflow(frame) : undefined)

/** Columns side by side, scrolled sideways; on a phone one below the other. */
function Board({ insider }: { insider: boolean }) {
  const { hubs: t } = useT()
  const { data, error } = useBoard()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={3} height={160} />
  return (
    <div
      ref={follow}
      className={`${frameClass} ${classes.frame ?? ''}`}
      role="group"
      aria-label={t.board.title}
    >
      <ol className={classes.board}>
        {byStatus(data, insider).map(({ status, hubs }) => (
          <BoardColumn key={status} status={status} hubs={hubs} />
        ))}
      </ol>
    </div>
  )
}
