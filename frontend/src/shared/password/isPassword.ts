/** Whether the API takes it as a password: 12 to 128 characters. */
export function isPassword(text: string) {
  const { length } = Array.from(text)
  return length >= 12 && length <= 128
}
