/** SHA-256 in hexadecimal; undefined where the browser has no such thing, as on plain http. */
export async function fingerprint(content: ArrayBuffer): Promise<string | undefined> {
  if (!('subtle' in crypto)) return undefined
  const digest = await crypto.subtle.digest('SHA-256', content)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What people compare by eye: in groups. */
export const grouped = (digest: string) => digest.replace(/(.{8})(?=.)/g, '$1 ')
