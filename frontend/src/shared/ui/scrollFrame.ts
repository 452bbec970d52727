import classes from './ScrollFrame.module.css'

export const frameClass = classes.frame ?? ''

/**
 * Watches whether a frame hides some of its content: then it takes the focus, so that arrow keys
 * scroll it, and its edges show that there is more. Returns how to stop.
 */
export function followOverflow(frame: HTMLElement) {
  const follow = () => {
    const hidden = frame.scrollWidth - frame.clientWidth
    const passed = Math.abs(frame.scrollLeft)
    frame.toggleAttribute('data-before', passed > 1)
    frame.toggleAttribute('data-after', hidden - passed > 1)
    if (hidden > 1) frame.tabIndex = 0
    else frame.removeAttribute('tabindex')
  }
  const sizes = new ResizeObserver(follow)
  for (const element of [frame, ...frame.children]) sizes.observe(element)
  frame.addEventListener('scroll', follow, { passive: true })
  return () => {
    sizes.disconnect()
    frame.removeEventListener('scroll', follow)
  }
}
