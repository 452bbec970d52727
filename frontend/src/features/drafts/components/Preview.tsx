import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { blocksOf, type Block, type Span } from '../model/markdown'
import classes from './MarkdownField.module.css'

export function Preview({ text }: { text: string }) {
  return (
    <div className={classes.preview} lang={recordLanguage}>
      {blocksOf(text).map((block, index) => (
        <Piece key={index} block={block} />
      ))}
    </div>
  )
}

function Piece({ block }: { block: Block }) {
  if ('items' in block) {
    const items = block.items.map((spans, index) => (
      <li key={index}>
        <Line spans={spans} />
      </li>
    ))
    return block.kind === 'bullets' ? <ul>{items}</ul> : <ol>{items}</ol>
  }
  const lines = block.lines.map((spans, index) => (
    <span key={index}>
      {index > 0 && ' '}
      <Line spans={spans} />
    </span>
  ))
  if (block.kind === 'quote') return <blockquote>{lines}</blockquote>
  return <p className={block.kind === 'heading' ? classes.heading : undefined}>{lines}</p>
}

const Line = ({ spans }: { spans: Span[] }) =>
  spans.map(({ text, mark, href }, index) => {
    if (mark === 'strong') return <strong key={index}>{text}</strong>
    if (mark === 'em') return <em key={index}>{text}</em>
    if (mark === 'code') return <code key={index}>{text}</code>
    if (mark === 'link') {
      return (
        <a key={index} href={href} rel="noopener nofollow external" target="_blank">
          {text}
        </a>
      )
    }
    return text
  })
