import { useT } from '@/shared/i18n/useT'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Section } from '@/shared/ui/Section'
import { Shelf } from './Shelf'

export function Newest() {
  const { home: t } = useT()
  return (
    <Section
      title={t.newTitle}
      action={
        <ButtonLink to="/innovations" variant="default">
          {t.newAll}
        </ButtonLink>
      }
    >
      <Shelf empty={t.newEmpty} />
    </Section>
  )
}
