/**
 * The record as it was read, for `If-Match`: the contract compares entity tags by the version alone,
 * so what a list or a draft on this device remembers is enough.
 */
export const ifMatch = ({ version }: { version: number }) => ({ 'If-Match': `"${version}"` })
