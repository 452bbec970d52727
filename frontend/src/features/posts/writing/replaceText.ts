import { difference, type Selection } from '../model/edits'

/** Changes a text as if it were typed, so that the browser can undo it. */
export function replaceText(
  area: HTMLTextAreaElement,
  next: Selection,
  onChange: (text: string) => void,
) {
  const { from, to, insert } = difference(area.value, next.text)
  const typed = document.activeElement === area && type(area, from, to, insert)
  const select = () => area.setSelectionRange(next.from, next.to)
  if (typed) select()
  else {
    onChange(next.text)
    // Once the field shows the text.
    requestAnimationFrame(select)
  }
}

function type(area: HTMLTextAreaElement, from: number, to: number, insert: string) {
  area.setSelectionRange(from, to)
  // Nothing else reaches the browser's undo.
  /* eslint-disable @typescript-eslint/no-deprecated */
  return insert === ''
    ? document.execCommand('delete')
    : document.execCommand('insertText', false, insert)
  /* eslint-enable @typescript-eslint/no-deprecated */
}
