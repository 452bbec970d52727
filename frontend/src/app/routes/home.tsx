import { CriteriaGuide } from '@/features/home/components/CriteriaGuide'
import { Figures } from '@/features/home/components/Figures'
import { Greeting } from '@/features/home/components/Greeting'
import { Hero } from '@/features/home/components/Hero'
import { InnovationFigures } from '@/features/home/components/InnovationFigures'
import { NetworkGrowth } from '@/features/home/components/NetworkGrowth'
import { Newest } from '@/features/innovations/components/Newest'
import { Shelf } from '@/features/innovations/components/Shelf'
import { useT } from '@/shared/i18n/useT'
import { useUser } from '@/shared/session/useSession'

export function Home() {
  const t = useT()
  const user = useUser()
  return (
    <>
      <Hero />
      <Figures />
      {user && (
        <Greeting
          user={user}
          innovations={<Shelf filter={{ mine: true }} empty={t.home.ownEmpty} />}
        />
      )}
      <div className="container">
        <Newest />
        <NetworkGrowth />
        <InnovationFigures />
        <CriteriaGuide />
      </div>
    </>
  )
}
