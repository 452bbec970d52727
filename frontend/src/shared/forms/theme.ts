import { createTheme, type MantineColorsTuple } from '@mantine/core'

const nila: MantineColorsTuple = [
  '#eef3fa',
  '#dbe5f2',
  '#bccee6',
  '#a3bce0',
  '#6a8ec2',
  '#4c72ad',
  '#38598f',
  '#2a4675',
  '#1d3557',
  '#13243c',
]

export const theme = createTheme({
  primaryColor: 'nila',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  colors: { nila },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--font)' },
  defaultRadius: 6,
  respectReducedMotion: true,
  cursorType: 'pointer',
})
