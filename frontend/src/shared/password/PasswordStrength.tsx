import { useT } from '../i18n/useT'
import classes from './PasswordStrength.module.css'
import { fewest, lengthOf } from './isPassword'
import { useEstimate } from './useEstimate'

interface Props {
  password: string
  /** Texts of its person that others know: name, address. */
  known: string[]
}

/** The score from which the API takes it. */
const enough = 3

/** How hard a password that is being chosen is to guess, in a bar and in words. */
export function PasswordStrength({ password, known }: Props) {
  const { password: t } = useT()
  const score = useEstimate(password, known)
  const missing = fewest - lengthOf(password)
  const strong = missing <= 0 && score !== undefined && score >= enough
  const verdict = score === undefined ? '' : strong ? t.strong(score) : t.weak
  return (
    <div className={classes.strength}>
      {score !== undefined && (
        <meter
          className={strong ? classes.strong : classes.weak}
          min={0}
          max={4}
          value={missing > 0 ? Math.min(score, enough - 1) : score}
          aria-label={t.label}
        />
      )}
      <span role="status">{password !== '' && missing > 0 ? t.tooShort(missing) : verdict}</span>
    </div>
  )
}
