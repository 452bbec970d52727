import { useFormat } from '@/shared/format/useFormat'
import { imagesIn } from '../model/form'
import { useWriting } from '../words/useWriting'
import classes from './Form.module.css'

interface Props {
  id: string
  body: string
  chosen: string
  error: string | undefined
  onChange: (image: string) => void
}

/** The picture at the top: one of those in the text. */
export function CoverField({ id, body, chosen, error, onChange }: Props) {
  const { form: t } = useWriting()
  const format = useFormat()
  const images = imagesIn(body)
  const choice = (value: string, label: string, url?: string) => (
    <label key={value} className={classes.cover}>
      <input
        type="radio"
        name={id}
        id={value === chosen ? id : undefined}
        checked={value === chosen}
        onChange={() => onChange(value)}
      />
      {url && <img src={url} alt="" />}
      <span>{label}</span>
    </label>
  )
  return (
    <fieldset aria-describedby={`${id}-hint`}>
      <legend className={classes.legend}>{t.cover_image_id}</legend>
      <p id={`${id}-hint`} className={classes.none}>
        {images.length > 0 ? t.coverHint : t.coverEmpty}
      </p>
      {(images.length > 0 || chosen !== '') && (
        <div className={classes.covers}>
          {choice('', t.noCover)}
          {images.map((image, index) =>
            choice(image.id, t.coverOf(format.number(index + 1)), image.url),
          )}
        </div>
      )}
      {error && <p role="alert">{error}</p>}
    </fieldset>
  )
}
