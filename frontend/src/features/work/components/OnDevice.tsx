import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Tag } from '@/shared/ui/Tag'
import classes from '@/shared/desk/Tasks.module.css'

export interface UnsentDraft {
  /** Of the record, where it has one. */
  id: string
  title: string
  slug: string | undefined
}

/** What was typed here and is in no list of the server. */
export function OnDevice({ drafts }: { drafts: UnsentDraft[] }) {
  const { work: t } = useDesk()
  if (drafts.length === 0) return null
  return (
    <ul className={`${classes.list ?? ''} ${classes.device ?? ''}`}>
      {drafts.map(({ id, title, slug }) => (
        <li key={id} className={classes.task}>
          <div>
            <span className={classes.title} lang={recordLanguage}>
              {title || t.untitled}
            </span>
            <p className={classes.facts}>
              <Tag tone="warn" icon="warning">
                {t.onDevice}
              </Tag>
              <span>{t.onDeviceHint}</span>
            </p>
          </div>
          {slug === undefined ? (
            <ButtonLink to="/innovations/new" search={{ kept: id }} size="md">
              {t.continue}
            </ButtonLink>
          ) : (
            <ButtonLink to="/innovations/$slug/edit" params={{ slug }} size="md">
              {t.continue}
            </ButtonLink>
          )}
        </li>
      ))}
    </ul>
  )
}
