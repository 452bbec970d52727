import type { ButtonHTMLAttributes, ReactNode } from 'react'
import classes from './Button.module.css'

export interface ButtonLook {
  variant?: 'filled' | 'default' | 'subtle' | 'danger'
  size?: 'sm' | 'md' | 'lg'
  leftSection?: ReactNode
  rightSection?: ReactNode
}

type Props = ButtonLook & ButtonHTMLAttributes<HTMLButtonElement> & { loading?: boolean }

export function Button({
  variant,
  size,
  leftSection,
  rightSection,
  loading,
  className,
  children,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      {...look({ variant, size }, className)}
      // Pressing twice must not do it twice; the focus stays where it is.
      aria-disabled={loading ?? undefined}
      aria-busy={loading}
      onClick={(event) => {
        if (loading) event.preventDefault()
        else rest.onClick?.(event)
      }}
    >
      {loading ? <span className={classes.spinner} aria-hidden="true" /> : leftSection}
      {children}
      {rightSection}
    </button>
  )
}

/** What makes an element look like a button. */
export function look({ variant = 'filled', size = 'sm' }: ButtonLook, className = '') {
  return {
    className: `${classes.button ?? ''} ${className}`,
    'data-variant': variant,
    'data-size': size,
  }
}
