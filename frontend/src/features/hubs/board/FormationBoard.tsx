import { useT } from '@/shared/i18n/useT'
import { useSession } from '@/shared/session/useSession'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SkipTo } from '@/shared/ui/SkipTo'
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
      <SkipTo name="results">
        <Board insider={insider} />
      </SkipTo>
    </div>
  )
}

/** As many columns side by side as fit, the others below: none is out of sight. */
function Board({ insider }: { insider: boolean }) {
  const { hubs: t } = useT()
  const { data, error } = useBoard()
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={3} height={160} />
  return (
    <ol className={classes.board} aria-label={t.board.title}>
      {byStatus(data, insider).map(({ status, hubs }) => (
        <BoardColumn key={status} status={status} hubs={hubs} />
      ))}
    </ol>
  )
}
