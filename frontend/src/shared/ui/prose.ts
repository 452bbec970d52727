import { linkFootnotes } from './footnotes'
import { followOverflow, frameClass } from './scrollFrame'

interface Words {
  table: string
  taskDone: string
  taskOpen: string
  footnote: string
  toText: string
}

/**
 * Makes rendered Markdown usable for everybody: wide tables scroll in frames, boxes of task lists
 * have names. To do it again is harmless; what it returns ends it.
 */
export function finish(prose: HTMLElement, words: Words) {
  for (const box of prose.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) {
    box.setAttribute('aria-label', box.checked ? words.taskDone : words.taskOpen)
  }
  linkFootnotes(prose, words)
  const frames = [...prose.querySelectorAll('table')].map(frameOf)
  for (const frame of frames) frame.setAttribute('aria-label', words.table)
  const stops = frames.map(followOverflow)
  return () => stops.forEach((stop) => stop())
}

function frameOf(table: HTMLTableElement) {
  const parent = table.parentElement
  if (parent?.classList.contains(frameClass)) return parent
  const frame = document.createElement('div')
  frame.className = frameClass
  frame.setAttribute('role', 'group')
  table.replaceWith(frame)
  frame.append(table)
  return frame
}
