let texts = 0

/**
 * Leads from marks to footnotes and back. The server's HTML names none of them: several texts on one
 * page would have the same names.
 */
export function linkFootnotes(prose: HTMLElement, words: { footnote: string; toText: string }) {
  const notes = [...prose.querySelectorAll<HTMLElement>('section > ol > li:not([id])')]
  if (notes.length === 0) return
  const scope = `text-${++texts}`
  for (const note of notes) {
    const backs = [...note.querySelectorAll<HTMLAnchorElement>('a[href^="#fnref-"]')]
    const name = backs[0]?.getAttribute('href')?.slice('#fnref-'.length)
    if (name === undefined) continue
    note.id = `${scope}-note-${name}`
    const marks = prose.querySelectorAll<HTMLAnchorElement>(
      `sup > a[href="#fn-${CSS.escape(name)}"]`,
    )
    marks.forEach((mark, index) => {
      mark.id = `${scope}-mark-${name}-${index}`
      mark.setAttribute('href', `#${note.id}`)
      mark.setAttribute('aria-label', `${words.footnote} ${mark.textContent}`)
    })
    backs.forEach((back, index) => {
      back.setAttribute('href', `#${scope}-mark-${name}-${index}`)
      back.setAttribute('aria-label', words.toText)
    })
  }
}
