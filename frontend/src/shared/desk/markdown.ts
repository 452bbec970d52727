import DOMPurify from 'dompurify'
import { html, picture } from '@/shared/markdown/html'

const purify = DOMPurify()
purify.addHook('afterSanitizeAttributes', (element) => {
  if (element.tagName !== 'IMG') return
  if (!picture.test(element.getAttribute('src') ?? '')) element.removeAttribute('src')
})
purify.addHook('afterSanitizeAttributes', (element) => {
  if (element.tagName !== 'A') return
  // Whoever follows a link must not lose the form.
  element.setAttribute('target', '_blank')
  element.setAttribute('rel', 'noopener noreferrer nofollow')
})

const clean = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: ['img', 'style', 'form'],
  FORBID_ATTR: ['style', 'id', 'name', 'class'],
  ALLOW_DATA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
}

/** Markdown as readers will see it, for a preview while writing. The published page is the server's. */
export const render = (text: string) => purify.sanitize(html(text), clean)

/** The same of a post or a comment, which show pictures of posts. */
export const renderPost = (text: string) =>
  purify.sanitize(html(text), { ...clean, FORBID_TAGS: ['style', 'form'] })
