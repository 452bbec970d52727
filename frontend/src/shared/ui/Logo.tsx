/** Four petals of a kawung, the batik motif: a hub with its spokes, one of them alight. */
export function LogoMark({ size = 36 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#1d3557" />
      <g fill="#fff">
        <Petal x={10.2} y={10.2} turn={-45} />
        <Petal x={21.8} y={21.8} turn={-45} />
        <Petal x={10.2} y={21.8} turn={45} />
      </g>
      <g fill="#e9b44c">
        <Petal x={21.8} y={10.2} turn={45} />
      </g>
    </svg>
  )
}

function Petal({ x, y, turn }: { x: number; y: number; turn: number }) {
  return <ellipse cx={x} cy={y} rx="3.1" ry="6" transform={`rotate(${turn} ${x} ${y})`} />
}
