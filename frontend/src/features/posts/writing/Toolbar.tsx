import { useRef, useState, type KeyboardEvent } from 'react'
import { tools, type Tool } from '../model/edits'
import { useWriting } from '../words/useWriting'
import { ToolIcon } from './ToolIcon'
import classes from './Editor.module.css'

interface Props {
  controls: string
  /** All of them, unless it says otherwise. */
  shown?: readonly Tool[] | undefined
  onTool: (tool: Tool) => void
  /** Opens the choice of pictures; none where they cannot be added. */
  onImage?: (() => void) | undefined
}

/** One stop for the tab key; the arrows go from tool to tool. */
export function Toolbar({ controls, shown = tools, onTool, onImage }: Props) {
  const { editor: t } = useWriting()
  const bar = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const all: (Tool | 'image')[] = onImage ? [...shown, 'image'] : [...shown]

  function move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -current, End: all.length - 1 - current }[
      event.key
    ]
    if (step === undefined) return
    event.preventDefault()
    const next = (current + step + all.length) % all.length
    setCurrent(next)
    bar.current?.querySelectorAll('button')[next]?.focus()
  }

  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t.toolbar}
      aria-controls={controls}
      className={classes.toolbar}
      onKeyDown={move}
    >
      {all.map((tool, index) => (
        <button
          key={tool}
          type="button"
          title={t[tool]}
          aria-label={t[tool]}
          tabIndex={index === current ? 0 : -1}
          onFocus={() => setCurrent(index)}
          onClick={() => (tool === 'image' ? onImage?.() : onTool(tool))}
        >
          <ToolIcon name={tool} />
        </button>
      ))}
    </div>
  )
}
