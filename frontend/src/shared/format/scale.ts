/** Charts of few records end here at least: a lone 1 is no full bar. */
const leastTop = 5

/** The value that fills a bar. */
export const scaleTop = (values: readonly number[]) => Math.max(leastTop, ...values)
