import './forms.css'
import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { useShownColorScheme } from '../theme/useColorScheme'
import { theme } from './theme'

// Browsers hide the attribute from script, but not the property.
const nonce = () => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce

/**
 * Pages with forms to fill in use Mantine's fields and bring them along. Pages to read do without:
 * they come first on a poor line.
 */
export function Forms({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={useShownColorScheme()}
      getStyleNonce={() => nonce() ?? ''}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  )
}
