import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Innovation } from '@/api/types'
import { useT } from '@/shared/i18n/useT'
import { Icon } from '@/shared/ui/Icon'
import { Tag } from '@/shared/ui/Tag'
import { useVocabulary } from '@/shared/vocabulary/useVocabulary'
import { awardName } from '@/shared/format/awardName'
import classes from './Profile.module.css'

interface Props {
  title: string
  children: ReactNode
}

const Block = ({ title, children }: Props) => (
  <section className={classes.block}>
    <h2>{title}</h2>
    {children}
  </section>
)

/** What surrounds the story: goals, awards, people, links, keywords. */
export function Aside({ innovation }: { innovation: Innovation }) {
  const { innovation: t } = useT()
  const { label } = useVocabulary()
  const { sdgs, awards, team, links, keywords } = innovation
  return (
    <>
      {sdgs.length > 0 && (
        <Block title={t.sdgs}>
          <ul className={classes.plain}>
            {sdgs.map((goal) => (
              <li key={goal}>
                <Link to="/innovations" search={{ sdg: [String(goal)] }}>
                  {t.sdg(goal)}: {label('sdgs', goal)}
                </Link>
              </li>
            ))}
          </ul>
        </Block>
      )}
      {awards.length > 0 && (
        <Block title={t.awards}>
          <ul className={classes.plain}>
            {awards.map((award) => (
              <li key={awardName(award)} className={classes.award}>
                <Icon name="award" />
                <span>{awardName(award)}</span>
              </li>
            ))}
          </ul>
        </Block>
      )}
      {team.length > 0 && (
        <Block title={t.team}>
          <ul className={classes.plain}>
            {team.map((person) => (
              <li key={person.name}>
                {person.name}
                {person.role && <span className={classes.role}>{person.role}</span>}
              </li>
            ))}
          </ul>
        </Block>
      )}
      {links.length > 0 && (
        <Block title={t.links}>
          <ul className={classes.plain}>
            {links.map((link) => (
              <li key={link.url}>
                <a href={link.url} rel="noopener nofollow external">
                  {link.title ?? link.url}
                </a>
              </li>
            ))}
          </ul>
        </Block>
      )}
      {keywords.length > 0 && (
        <Block title={t.keywords}>
          <div className={classes.tags}>
            {keywords.map((keyword) => (
              <Tag key={keyword}>{keyword}</Tag>
            ))}
          </div>
        </Block>
      )}
    </>
  )
}
