import { PasswordInput } from '@mantine/core'
import { useDesk } from '@/shared/i18n/desk'
import { PasswordStrength } from '@/shared/password/PasswordStrength'

interface Props {
  value: string
  onChange: (value: string) => void
  /** Of an account that is there already; else one that is chosen now. */
  known?: boolean
  /** Texts of its person that others know. */
  about?: string[]
  error: string | undefined
}

/** The password of an account that a link leads to. */
export function ChosenPassword({ value, onChange, known = false, about = [], error }: Props) {
  const { entry: t } = useDesk()
  return (
    <div>
      <PasswordInput
        size="md"
        name="password"
        label={t.password}
        description={known ? t.knownHint : t.hint}
        autoComplete={known ? 'current-password' : 'new-password'}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        visibilityToggleButtonProps={{ 'aria-label': t.toggle, tabIndex: 0 }}
      />
      {!known && <PasswordStrength password={value} known={about} />}
    </div>
  )
}
