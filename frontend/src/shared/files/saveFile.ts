/** Hands a file to whoever asked for it. */
export function saveFile(blob: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // Not at once: some browsers read it later.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
