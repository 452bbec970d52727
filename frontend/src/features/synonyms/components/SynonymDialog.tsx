import { useState } from 'react'
import { isProblem } from '@/api/problem'
import { Confirm } from '@/shared/desk/Confirm'
import { AreaField } from '@/shared/desk/Field'
import { useDesk } from '@/shared/i18n/desk'
import { useSaveSynonyms, type SynonymSet } from '../api/synonyms'

interface Props {
  set: SynonymSet | undefined
  onClose: () => void
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The words of a set, one a line. */
export function SynonymDialog({ set, onClose }: Props) {
  const { synonyms: t } = useDesk()
  const save = useSaveSynonyms(set)
  const [written, setWritten] = useState(set?.words.join('\n') ?? '')
  const problem = isProblem(save.error, 422) ? save.error : undefined
  return (
    <Confirm
      title={set ? t.edit : t.add}
      text={
        <AreaField
          id="synonyms"
          label={t.words}
          hint={t.hint}
          value={written}
          onChange={setWritten}
          error={problem?.about('/words') ?? problem?.message}
        />
      }
      yes={t.save}
      pending={save.isPending}
      error={problem ? null : save.error}
      onYes={() => save.mutate(lines(written), { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
