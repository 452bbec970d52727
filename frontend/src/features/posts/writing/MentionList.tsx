import { useFormat } from '@/shared/format/useFormat'
import { useWriting } from '../words/useWriting'
import classes from './Editor.module.css'

interface Person {
  id: string
  name: string
}

interface Props {
  id: string
  people: Person[]
  chosen: Person | undefined
  searched: boolean
  onChoose: (person: Person) => void
}

export function MentionList({ id, people, chosen, searched, onChoose }: Props) {
  const { editor: t } = useWriting()
  const format = useFormat()
  const said = !searched
    ? ''
    : people.length === 0
      ? t.mentionNone
      : t.mentionCount(format.number(people.length))
  return (
    <>
      <ul
        id={id}
        role="listbox"
        aria-label={t.mentions}
        className={classes.mentions}
        hidden={people.length === 0}
      >
        {people.map((person) => (
          // The keys are handled where the writing is.
          <li
            key={person.id}
            id={`${id}-${person.id}`}
            role="option"
            aria-selected={person.id === chosen?.id}
            // The focus stays in the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(person)}
          >
            {person.name}
          </li>
        ))}
      </ul>
      <p className="sr-only" role="status">
        {said}
      </p>
    </>
  )
}
