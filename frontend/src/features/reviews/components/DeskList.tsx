import { Link } from '@tanstack/react-router'
import { duration } from '@/shared/desk/duration'
import { PagedTable } from '@/shared/desk/PagedTable'
import { useNow } from '@/shared/desk/useNow'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { useDeskList, type DeskStatus } from '../api/desk'

interface Props {
  status: DeskStatus
  caption: string
  empty: string
}

export function DeskList({ status, caption, empty }: Props) {
  const { review: t, common } = useDesk()
  const now = useNow()
  const { title, institution, waiting, action } = t.columns
  return (
    <PagedTable
      caption={caption}
      empty={empty}
      list={useDeskList(status)}
      columns={[
        {
          title,
          cell: (one) => (
            <Link to="/innovations/$slug/review" params={{ slug: one.slug }} lang={recordLanguage}>
              {one.title}
            </Link>
          ),
        },
        { title: institution, cell: (one) => one.institution.short_name },
        { title: waiting, cell: (one) => duration(one.updated_at, now, common) },
        {
          title: action,
          cell: (one) => (
            <ButtonLink
              to="/innovations/$slug/review"
              params={{ slug: one.slug }}
              variant="default"
              aria-label={t.openTitle(one.title)}
            >
              {t.open}
            </ButtonLink>
          ),
        },
      ]}
    />
  )
}
