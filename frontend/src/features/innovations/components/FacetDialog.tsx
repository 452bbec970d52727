import { Button } from '@/shared/ui/Button'
import { useRef, useState } from 'react'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import { Icon } from '@/shared/ui/Icon'
import { useInnovationCounts } from '../api/facets'
import type { CatalogueSearch } from '../api/filters'
import classes from './FacetDialog.module.css'
import { FacetPanel } from './FacetPanel'

/** The facets on a phone. A native dialog keeps the focus inside and closes on Escape by itself. */
export function FacetDialog({ search }: { search: CatalogueSearch }) {
  const t = useT()
  const format = useFormat()
  const dialog = useRef<HTMLDialogElement>(null)
  const { data } = useInnovationCounts(search)
  // Its many boxes are not made before somebody wants them.
  const [wanted, setWanted] = useState(false)

  function open() {
    setWanted(true)
    dialog.current?.showModal()
  }

  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="filter" />}
        onClick={open}
        aria-haspopup="dialog"
      >
        {t.innovations.filters}
      </Button>
      <dialog ref={dialog} className={classes.dialog} aria-labelledby="facet-dialog-title">
        <div className={classes.head}>
          <h2 id="facet-dialog-title">{t.innovations.filtersTitle}</h2>
          <button
            type="button"
            className={classes.close}
            onClick={() => dialog.current?.close()}
            aria-label={t.innovations.filtersClose}
          >
            <Icon name="close" />
          </button>
        </div>
        <div className={classes.body}>{wanted && <FacetPanel search={search} />}</div>
        <div className={classes.foot}>
          <Button className={classes.show} onClick={() => dialog.current?.close()}>
            {t.innovations.showResults(format.number(data?.total ?? 0))}
          </Button>
        </div>
      </dialog>
    </>
  )
}
