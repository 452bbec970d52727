import { useMutation } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Event } from '@/api/types'
import { unwrap } from '@/api/unwrap'
import { saveFile } from '@/shared/files/saveFile'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { explain } from '@/shared/ui/explain'
import { Notice } from '@/shared/ui/Notice'
import classes from './EventView.module.css'

/** Not a plain link: what is only planned is shown to those who are signed in. */
export function CalendarFile({ event: { id, title } }: { event: Event }) {
  const words = useT()
  const file = useMutation({
    mutationFn: () =>
      unwrap(
        api.GET('/api/v1/events/{id}/calendar.ics', { params: { path: { id } }, parseAs: 'blob' }),
      ),
    onSuccess: (blob) => saveFile(blob, `${title}.ics`),
  })
  return (
    <div className={classes.file} data-screen-only>
      <Button variant="default" loading={file.isPending} onClick={() => file.mutate()}>
        {words.events.toCalendar}
      </Button>
      {file.error && (
        <Notice tone="bad" live>
          {explain(file.error, words).text}
        </Notice>
      )}
    </div>
  )
}
