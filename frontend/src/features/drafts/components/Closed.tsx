import type { Innovation, User } from '@/api/types'
import desk from '@/shared/desk/Desk.module.css'
import { StatusTag } from '@/shared/desk/StatusTag'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Facts } from '@/shared/ui/Facts'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { Panel } from '@/shared/ui/Panel'
import { unsentIn } from '../model/open'
import classes from './Editor.module.css'
import { Unsent } from './Unsent'

/** A record that may not be changed now: why, who holds it, and where to follow it. */
export function Closed({ record, user }: { record: Innovation; user: User }) {
  const { draft: t, progress, work } = useDesk()
  const { slug, status, title } = record
  return (
    <div className="container">
      <PageHeading
        title={title}
        lang={recordLanguage}
        crumbs={[{ label: work.title, to: '/work' }]}
      />
      <Panel>
        <div className={classes.fields}>
          <Notice>{t.notNow}</Notice>
          <Facts
            facts={[
              [progress.now, <StatusTag key="status" status={status} />],
              [progress.holder, progress.holders[status]],
              [progress.next, progress.nexts[status]],
            ]}
          />
          <div className={desk.buttons}>
            <ButtonLink to="/innovations/$slug/progress" params={{ slug }} size="md">
              {work.follow}
            </ButtonLink>
            <ButtonLink to="/innovations/$slug" params={{ slug }} size="md" variant="default">
              {progress.view}
            </ButtonLink>
          </div>
        </div>
      </Panel>
      <Unsent user={user} find={(keep) => unsentIn(keep, record)} />
    </div>
  )
}
