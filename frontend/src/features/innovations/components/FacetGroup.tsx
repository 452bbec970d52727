import { Button } from '@/shared/ui/Button'
import { useState } from 'react'
import { useFormat } from '@/shared/format/useFormat'
import { useT } from '@/shared/i18n/useT'
import classes from './FacetGroup.module.css'

export interface FacetOption {
  value: string
  label: string
  count: number
}

interface Props {
  title: string
  options: FacetOption[]
  selected: string[]
  open: boolean
  onToggle: (value: string) => void
}

const fewest = 8

export function FacetGroup({ title, options, selected, open, onToggle }: Props) {
  const t = useT()
  const [all, setAll] = useState(false)
  // Decided once: a group must not close under the visitor's hands when its last tick goes.
  const [openAtFirst] = useState(open || selected.length > 0)
  const shown = all ? options : options.filter((o, i) => i < fewest || selected.includes(o.value))
  if (options.length === 0) return null
  return (
    <details className={classes.group} open={openAtFirst}>
      <summary>{title}</summary>
      <fieldset>
        <legend className="sr-only">{title}</legend>
        {shown.map((option) => (
          <FacetCheckbox
            key={option.value}
            option={option}
            checked={selected.includes(option.value)}
            onToggle={onToggle}
          />
        ))}
      </fieldset>
      {options.length > fewest && (
        <Button variant="subtle" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t.innovations.showFewer(title) : t.innovations.showAll(title)}
        </Button>
      )}
    </details>
  )
}

interface CheckboxProps {
  option: FacetOption
  checked: boolean
  onToggle: (value: string) => void
}

function FacetCheckbox({ option, checked, onToggle }: CheckboxProps) {
  const t = useT()
  const count = useFormat().number(option.count)
  return (
    <label className={classes.option}>
      <input type="checkbox" checked={checked} onChange={() => onToggle(option.value)} />
      <span className={classes.name}>{option.label}</span>
      <span className={classes.count} aria-hidden="true">
        {count}
      </span>
      <span className="sr-only">{t.innovations.facetCount(count)}</span>
    </label>
  )
}
