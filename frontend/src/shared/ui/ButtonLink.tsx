import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'
import { look, type ButtonLook } from './Button'

type Props = ButtonLook & AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }

function Anchor({ variant, size, leftSection, rightSection, className, children, ...rest }: Props) {
  return (
    <a {...rest} {...look({ variant, size }, className)}>
      {leftSection}
      {children}
      {rightSection}
    </a>
  )
}

/** A link that looks like a button. */
export const ButtonLink = createLink(Anchor)
