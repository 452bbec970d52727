import { useDesk } from '@/shared/i18n/desk'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Notice } from '@/shared/ui/Notice'
import classes from './Login.module.css'

/** What a link did, and the way on. */
export function EntryDone({ text }: { text: string }) {
  const { entry: t } = useDesk()
  return (
    <>
      <Notice tone="good" live>
        {text}
      </Notice>
      <p className={classes.help}>
        <ButtonLink to="/login" search={{ next: '/work' }} size="md">
          {t.signIn}
        </ButtonLink>
      </p>
    </>
  )
}
