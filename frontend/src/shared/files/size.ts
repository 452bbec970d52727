/** Bytes as people read them. */
export const sizeOf = (bytes: number, number: (value: number) => string) =>
  bytes < 1_000_000 ? `${number(Math.ceil(bytes / 1000))} kB` : `${number(bytes / 1_000_000)} MB`
