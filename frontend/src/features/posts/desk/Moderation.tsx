import { Link, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { may } from '@/api/allowed'
import type { User } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Choices } from '@/shared/ui/Choices'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { SkipTo } from '@/shared/ui/SkipTo'
import { useReports } from '../api/reports'
import type { ModerationSearch } from '../api/search'
import { useWriting } from '../words/useWriting'
import classes from './Desk.module.css'
import { ReportCard } from './ReportCard'

interface Props {
  user: User
  search: ModerationSearch
}

/** What readers reported: first what waits for a decision. */
export function Moderation({ user, search }: Props) {
  const { moderation: t } = useWriting()
  const tab = (show: ModerationSearch['show'], label: string) => (
    <li>
      <Link
        to="/moderation"
        search={show ? { show } : {}}
        resetScroll={false}
        activeOptions={{ exact: true }}
        aria-current={search.show === show ? 'true' : undefined}
      >
        {label}
      </Link>
    </li>
  )
  if (!may(user, 'moderate_post')) {
    return (
      <div className="container">
        <PageHeading title={t.title} />
        <Notice tone="warn">{t.notYours}</Notice>
      </div>
    )
  }
  return (
    <div className="container">
      <PageHeading title={t.title} lead={t.lead} />
      <div className={classes.tabs}>
        <Choices label={t.tabs}>
          {tab(undefined, t.open)}
          {tab('decided', t.decided)}
        </Choices>
      </div>
      <SkipTo name="results">
        <Queue show={search.show ?? 'open'} />
      </SkipTo>
    </div>
  )
}

/** Notifications lead to one of them. */
function useLinkedReport(ready: boolean) {
  const hash = useLocation({ select: (location) => location.hash })
  useEffect(() => {
    if (!ready || !hash) return
    const report = document.getElementById(hash)
    report?.focus({ preventScroll: true })
    report?.scrollIntoView()
  }, [ready, hash])
}

function Queue({ show }: { show: 'open' | 'decided' }) {
  const { moderation: t } = useWriting()
  const { common } = useT()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useReports(show)
  useLinkedReport(data !== undefined)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={4} height={120} />
  const reports = data.pages.flatMap((page) => page.items)
  if (reports.length === 0) return <Empty>{show === 'open' ? t.empty : t.emptyDecided}</Empty>
  return (
    <>
      <ol className={classes.reports}>
        {reports.map((report) => (
          <li key={report.id}>
            <ReportCard report={report} />
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button size="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {common.more}
        </Button>
      )}
    </>
  )
}
