import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { pieces } from '../model/snippet'

export const Snippet = ({ html }: { html: string }) => (
  <p lang={recordLanguage}>
    {pieces(html).map(({ text, marked }, n) =>
      marked ? <mark key={n}>{text}</mark> : <span key={n}>{text}</span>,
    )}
  </p>
)
