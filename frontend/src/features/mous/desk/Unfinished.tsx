import { Link } from '@tanstack/react-router'
import { useDesk } from '@/shared/i18n/desk'
import { recordLanguage } from '@/shared/i18n/recordLanguage'
import { useT } from '@/shared/i18n/useT'
import { Notice } from '@/shared/ui/Notice'
import { useMousOfHub } from '../api/list'
import { unfinished } from '../model/turn'

/** Warns before a hub gets a second MoU while one is on its way. */
export function Unfinished({ hub }: { hub: string }) {
  const { mous } = useDesk()
  const words = useT()
  const { data } = useMousOfHub(hub, unfinished)
  if (!data || data.items.length === 0) return null
  return (
    <Notice tone="warn" live>
      <p>{mous.form.unfinished}</p>
      <ul>
        {data.items.map(({ id, title, status }) => (
          <li key={id}>
            <Link to="/mous/$id" params={{ id }} lang={recordLanguage}>
              {title}
            </Link>{' '}
            ({words.mous.statuses[status]})
          </li>
        ))}
      </ul>
    </Notice>
  )
}
