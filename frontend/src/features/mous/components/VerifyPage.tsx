import { useState } from 'react'
import { isProblem } from '@/api/problem'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { Notice } from '@/shared/ui/Notice'
import { PageHeading } from '@/shared/ui/PageHeading'
import { useSkipTarget } from '@/shared/ui/skipTargets'
import { useVerification } from '../api/verification'
import { Verified } from './Verified'
import classes from './Verify.module.css'

interface Props {
  code: string
  onCode: (code: string) => void
}

export function VerifyPage({ code, onCode }: Props) {
  const { verification: t, mous } = useT()
  const skip = useSkipTarget('form')
  const [typed, setTyped] = useState(code)
  return (
    <div className={`container ${classes.page ?? ''}`}>
      <PageHeading title={t.title} lead={t.lead} crumbs={[{ label: mous.title, to: '/mous' }]} />
      <form
        {...skip}
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          onCode(typed.trim())
        }}
      >
        <label htmlFor="code">{t.code}</label>
        <p id="code-hint" className={classes.hint}>
          {t.codeHint}
        </p>
        <div className={classes.row}>
          <input
            id="code"
            aria-describedby="code-hint"
            value={typed}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" size="md">
            {t.check}
          </Button>
        </div>
      </form>
      <div aria-live="polite">{code && <Result key={code} code={code} />}</div>
    </div>
  )
}

function Result({ code }: { code: string }) {
  const { verification: t } = useT()
  const { data, error } = useVerification(code)
  if (data) return <Verified mou={data} />
  if (isProblem(error, 404)) return <Notice tone="bad">{t.unknown}</Notice>
  if (error) return <Failure error={error} />
  return <Lines count={3} />
}
