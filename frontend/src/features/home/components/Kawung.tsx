import classes from './Hero.module.css'

/** The motif of the mark as a quiet cloth behind the heading. */
export function Kawung() {
  return (
    <svg className={classes.cloth} aria-hidden="true" focusable="false">
      <defs>
        <pattern id="kawung" width="64" height="64" patternUnits="userSpaceOnUse">
          <g fill="none" stroke="currentColor" strokeWidth="1.5">
            {[
              [16, 16, -45],
              [48, 48, -45],
              [16, 48, 45],
              [48, 16, 45],
            ].map(([x, y, turn]) => (
              <ellipse
                key={`${x} ${y}`}
                cx={x}
                cy={y}
                rx="9"
                ry="19"
                transform={`rotate(${turn} ${x} ${y})`}
              />
            ))}
          </g>
          <circle cx="32" cy="32" r="2" fill="currentColor" />
          <circle cx="0" cy="0" r="2" fill="currentColor" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#kawung)" />
    </svg>
  )
}
