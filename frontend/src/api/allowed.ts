interface Allowed {
  allowed_actions?: string[] | null
}

const step = 'transition:'

/** What the server says that this caller may do now; pages decide nothing themselves. */
export const may = (record: Allowed, action: string) =>
  record.allowed_actions?.includes(action) ?? false

/** The statuses that this caller may take the record to, in the order of the contract's words. */
export const nextSteps = <Status extends string>(record: Allowed & { status: Status }) =>
  (record.allowed_actions ?? [])
    .filter((action) => action.startsWith(step))
    .map((action) => action.slice(step.length) as Status)
