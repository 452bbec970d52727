import { useEffect, useId, useRef, useState } from 'react'
import dialogClasses from '@/shared/desk/Confirm.module.css'
import { useFormat } from '@/shared/format/useFormat'
import { useDesk } from '@/shared/i18n/desk'
import { Button } from '@/shared/ui/Button'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { RichText } from '@/shared/ui/RichText'
import { useCommentEdits } from '../api/answering'
import { useWriting } from '../words/useWriting'
import classes from './Desk.module.css'

/** What a comment said before it was edited. */
export function Edits({ id }: { id: string }) {
  const t = useWriting().comment
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {t.edits}
      </Button>
      {open && <EditsDialog id={id} onClose={() => setOpen(false)} />}
    </>
  )
}

function EditsDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWriting().comment
  const { common } = useDesk()
  const format = useFormat()
  const title = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const { data, error } = useCommentEdits(id)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // The browser gives the focus back.
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={dialogClasses.dialog}
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className={dialogClasses.body}>
        <h2 id={title}>{t.edits}</h2>
        <p>{t.editsLead}</p>
        {error && !data && <Failure error={error} />}
        {!data && !error && <Lines count={2} height={60} />}
        {data?.items.length === 0 && <p>{t.noEdits}</p>}
        <ol className={classes.edits}>
          {data?.items.map(({ until, body_html }) => (
            <li key={until}>
              <p className={classes.muted}>{t.until(format.dateTime(until))}</p>
              <RichText html={body_html} />
            </li>
          ))}
        </ol>
        <div>
          <Button size="md" variant="default" onClick={onClose}>
            {common.close}
          </Button>
        </div>
      </div>
    </dialog>
  )
}
