import { useRef, type KeyboardEvent } from 'react'
import { applied, block, type Selection, type Tool } from '../model/edits'
import { useWriting } from '../words/useWriting'
import { replaceText } from './replaceText'
import { useMentions } from './useMentions'

export type OnImages = (
  files: File[],
  insert: (text: string, select: [number, number]) => void,
) => void

const shortcuts: Partial<Record<string, Tool>> = { b: 'bold', i: 'italic', k: 'link' }

/** What happens in a text besides typing: tools, mentions, pictures. */
export function useMarkdown(
  value: string,
  onChange: (text: string) => void,
  onImages: OnImages | undefined,
) {
  const { editor: t } = useWriting()
  const area = useRef<HTMLTextAreaElement>(null)
  const replace = (next: Selection) => {
    if (area.current) replaceText(area.current, next, onChange)
  }
  const mentions = useMentions(value, replace)

  function run(tool: Tool) {
    const field = area.current
    if (!field) return
    field.focus()
    const { value: text, selectionStart: from, selectionEnd: to } = field
    replace(applied(tool, { text, from, to }, t.samples))
  }

  function insert(text: string, select: [number, number]) {
    const field = area.current
    if (!field) return
    // Not into the middle of a line: that may be the description of another picture.
    const { value: before, selectionEnd } = field
    const end = before.indexOf('\n', selectionEnd)
    const at = end < 0 ? before.length : end
    replace(block({ text: before, from: at, to: at }, text, select))
  }

  return {
    area,
    mentions,
    run,
    /** Whether there was a file to take. */
    give: (files: Iterable<File>) => {
      const pictures = [...files]
      if (!onImages || pictures.length === 0) return false
      onImages(pictures, insert)
      return true
    },
    onKeyDown: (event: KeyboardEvent) => {
      const tool = event.ctrlKey || event.metaKey ? shortcuts[event.key] : undefined
      if (mentions.onKeyDown(event)) event.preventDefault()
      else if (tool) {
        event.preventDefault()
        // Not the search of the page, which has the same key elsewhere.
        event.stopPropagation()
        run(tool)
      }
    },
  }
}
