import { lazy, Suspense } from 'react'
import type { Mou } from '@/api/types'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { WithAside } from '@/shared/ui/Aside'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { PageHeading } from '@/shared/ui/PageHeading'
import { RichText } from '@/shared/ui/RichText'
import { useMou } from '../api/mou'
import { MouAside } from './MouAside'
import { MouStatusTag } from './MouStatusTag'
import classes from './MouView.module.css'
import { Parties } from './Parties'

// Visitors never fetch what they may not do.
const Bar = lazy(() => import('../desk/Bar'))
const Workspace = lazy(() => import('../desk/Workspace'))

interface Props {
  id: string
  onRenewed: (mou: Mou) => void
}

export function MouView({ id, onRenewed }: Props) {
  const { data, error } = useMou(id)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={6} />
  return <Shown mou={data} onRenewed={onRenewed} />
}

function Shown({ mou, onRenewed }: { mou: Mou; onRenewed: Props['onRenewed'] }) {
  const { mous: t } = useT()
  // Only the parties and admins are told of signatures.
  const inside = mou.signatures != null
  return (
    <div className="container">
      <PageHeading
        title={mou.title}
        crumbs={[{ label: t.title, to: '/mous' }]}
        lang={recordLanguage}
      >
        <MouStatusTag mou={mou} />
      </PageHeading>
      {inside && (
        <Suspense fallback={<Lines count={1} height={44} />}>
          <Bar mou={mou} onRenewed={onRenewed} />
        </Suspense>
      )}
      <WithAside>
        <div className={classes.main}>
          <Parties mou={mou} />
          {inside && <Scope mou={mou} />}
        </div>
        <MouAside mou={mou} />
      </WithAside>
      {inside && (
        <Suspense fallback={<Lines count={4} height={80} />}>
          <Workspace mou={mou} />
        </Suspense>
      )}
    </div>
  )
}

function Scope({ mou }: { mou: Mou }) {
  const { mous: t } = useT()
  return (
    <section>
      <h2>{t.scope}</h2>
      {mou.scope_html ? <RichText html={mou.scope_html} /> : <p>{t.noScope}</p>}
    </section>
  )
}
