import { expect, type Locator, type Page } from './test.ts'

/** Whoever works by keyboard must see where they are: an outline, or a ring around the field. */
export async function expectVisibleFocus(page: Page) {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return 'nothing has the focus'
    const marks = (element: Element | null, pseudo?: string): boolean => {
      if (!element) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, pseudo)
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
    }
    const box = focused.getBoundingClientRect()
    const what = `${focused.tagName} “${focused.getAttribute('aria-label') ?? focused.textContent?.trim().slice(0, 40) ?? ''}”`
    if (box.width === 0 || box.height === 0) return `${what} has no size`
    if (box.bottom < 0 || box.top > innerHeight) return `${what} is outside the window`
    // The parts of a date take the focus in turn; the browser marks the one that has it.
    if (focused.matches('input[type^="date"], input[type="time"]')) return ''
    // A card shows the ring around all of itself, a search field around its row.
    const ring =
      marks(focused) ||
      marks(focused, '::after') ||
      (focused.matches('input') && marks(focused.parentElement))
    return ring ? '' : `${what} does not show its focus`
  })
  expect(seen).toBe('')
}

/** Presses Tab until the element has the focus; every stop on the way must be visible. */
export async function tabTo(page: Page, target: Locator, key = 'Tab') {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press(key)
    await expectVisibleFocus(page)
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Tab does not lead to ${target.toString()}`)
}

/** Who comes to a page is read its heading. */
export const focusedHeading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeFocused()
