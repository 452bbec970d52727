import type { ReactNode } from 'react'
import type { Tool } from '../model/edits'

const shapes: Record<Tool | 'image', ReactNode> = {
  bold: <path d="M7 4h6a4 4 0 0 1 0 8H7zm0 8h7a4 4 0 0 1 0 8H7z" />,
  italic: <path d="M10 4h8M6 20h8M14 4l-4 16" />,
  heading: <path d="M6 4v16M18 4v16M6 12h12" />,
  list: <path d="M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1" />,
  task: <path d="M4 4h8v8H4zm2 4 1.5 1.5L10 6.5M15 8h5M4 16h8v4H4M15 18h5" />,
  table: <path d="M4 5h16v14H4zM4 10h16M4 14.5h16M12 5v14" />,
  link: (
    <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1" />
  ),
  quote: <path d="M5 6h5v6a5 5 0 0 1-4 5M14 6h5v6a5 5 0 0 1-4 5" />,
  code: <path d="m8 7-5 5 5 5m8-10 5 5-5 5M14 4l-4 16" />,
  footnote: <path d="M4 8h8M4 13h8M4 18h12M17 4l2-1v7" />,
  image: <path d="M4 5h16v14H4zm0 11 5-5 4 4 2-2 5 4M15.5 9v.1" />,
}

export const ToolIcon = ({ name }: { name: Tool | 'image' }) => (
  <svg
    width={20}
    height={20}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {shapes[name]}
  </svg>
)
