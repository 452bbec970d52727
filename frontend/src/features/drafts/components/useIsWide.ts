import { useMediaQuery } from '@mantine/hooks'

/** Whether the steps stand beside the form, as in the style sheets; on a phone they stand above it. */
export const useIsWide = () =>
  useMediaQuery('(min-width: 60em)', undefined, { getInitialValueInEffect: false })
