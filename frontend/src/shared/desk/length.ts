/** Characters as the server counts them: an emoji is one. */
export const length = (text: string) => Array.from(text).length
