import { Link } from '@tanstack/react-router'
import desk from '@/shared/desk/Desk.module.css'
import { duration } from '@/shared/desk/duration'
import { useNow } from '@/shared/desk/useNow'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Button } from '@/shared/ui/Button'
import { ButtonLink } from '@/shared/ui/ButtonLink'
import { Empty } from '@/shared/ui/Empty'
import { Failure } from '@/shared/ui/Failure'
import { Lines } from '@/shared/ui/Lines'
import { ScrollTable } from '@/shared/ui/ScrollTable'
import { useDeskList, type DeskStatus } from '../api/desk'

interface Props {
  status: DeskStatus
  caption: string
  empty: string
}

export function DeskList({ status, caption, empty }: Props) {
  const { review: t, common } = useDesk()
  const words = useT()
  const now = useNow()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useDeskList(status)
  if (error && !data) return <Failure error={error} />
  if (!data) return <Lines count={3} height={56} />
  const innovations = data.pages.flatMap((page) => page.items)
  if (innovations.length === 0) return <Empty>{empty}</Empty>
  return (
    <>
      <ScrollTable caption={caption}>
        <thead>
          <tr>
            {Object.values(t.columns).map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {innovations.map(({ id, slug, title, institution, updated_at }) => (
            <tr key={id}>
              <th scope="row">
                <Link to="/innovations/$slug/review" params={{ slug }} lang={recordLanguage}>
                  {title}
                </Link>
              </th>
              <td>{institution.short_name}</td>
              <td>{duration(updated_at, now, common)}</td>
              <td>
                <ButtonLink
                  to="/innovations/$slug/review"
                  params={{ slug }}
                  variant="default"
                  aria-label={t.openTitle(title)}
                >
                  {t.open}
                </ButtonLink>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {hasNextPage && (
        <Button
          className={desk.more}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.common.more}
        </Button>
      )}
    </>
  )
}
