import type { FormField } from '../model/form'

export const idOf = (field: FormField) => `mou-${field}`
