import type { Account } from '@/api/types'

/** The owners who can stay: active people of the innovation's institution. */
export const eligible = (owners: Account[], institutionId: string) =>
  owners.filter(({ active, institution_id: home }) => active && home === institutionId)

/** Who is offered: the owners, whoever was picked in an earlier search, and what is found now. */
export function rowsOf(owners: Account[], picked: Account[], found: Account[]) {
  const isFound = ({ id }: Account) => found.some((one) => one.id === id)
  const rows = [...owners, ...picked.filter((one) => !isFound(one)), ...found]
  return rows.filter(({ id }, index) => rows.findIndex((one) => one.id === id) === index)
}
