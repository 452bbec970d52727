/** Fewest characters of a password. */
export const fewest = 12
const most = 128

/** How many characters the API counts in a password. */
export const lengthOf = (text: string) => Array.from(text.normalize('NFKC')).length

/** Whether a password is as long as the API wants it. */
export const isPassword = (text: string) => {
  const length = lengthOf(text)
  return length >= fewest && length <= most
}
