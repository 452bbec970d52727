import { useDebouncedValue } from '@mantine/hooks'
import { useState, type KeyboardEvent } from 'react'
import { useMentionable } from '../api/people'
import type { Selection } from '../model/edits'
import { mentionAt, mentionOf, type Mention } from '../model/mention'

interface Person {
  id: string
  name: string
}

/** People to choose from while a name is typed after `@`. */
export function useMentions(text: string, replace: (next: Selection) => void) {
  const [caret, setCaret] = useState(0)
  const [current, setCurrent] = useState(0)
  /** Where the writer wanted no help. */
  const [refused, setRefused] = useState<number>()
  const mention = mentionAt(text, caret)
  const [q] = useDebouncedValue(mention?.q, 200)
  const { data } = useMentionable(mention ? q : undefined)
  const people = mention && mention.from !== refused ? (data?.items ?? []) : []
  const chosen = people[Math.min(current, people.length - 1)]

  function choose({ from, to }: Mention, person: Person) {
    const inserted = mentionOf(person)
    const at = from + inserted.length
    replace({ text: text.slice(0, from) + inserted + text.slice(to), from: at, to: at })
    setCurrent(0)
  }

  return {
    people,
    chosen,
    searched: mention !== undefined && data !== undefined && mention.from !== refused,
    choose: (person: Person) => mention && choose(mention, person),
    onSelect: (area: HTMLTextAreaElement) =>
      setCaret(area.selectionStart === area.selectionEnd ? area.selectionEnd : 0),
    /** Whether the key was meant for the list. */
    onKeyDown({ key }: KeyboardEvent): boolean {
      if (!mention || !chosen) return false
      const last = people.length - 1
      if (key === 'ArrowDown') setCurrent(current >= last ? 0 : current + 1)
      else if (key === 'ArrowUp') setCurrent(current <= 0 ? last : current - 1)
      else if (key === 'Escape') setRefused(mention.from)
      else if (key === 'Enter' || key === 'Tab') choose(mention, chosen)
      else return false
      return true
    },
  }
}
