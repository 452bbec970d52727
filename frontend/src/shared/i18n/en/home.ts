import type { Dictionary } from '../dictionary'
import { counted } from './plural'

export const home: Dictionary['home'] = {
  title: 'Home',
  heading: 'Public-service innovations, documented and ready to copy',
  lead: 'Learn how other institutions made their services better: what changed, how much it helped, and what it takes to do the same where you are.',
  searchLabel: 'What do you want to improve?',
  searchHint:
    'For example: antrean puskesmas, akta kelahiran, izin usaha (records are in Indonesian)',
  examples: 'Often searched',
  exampleQueries: ['antrean', 'akta kelahiran', 'stunting', 'perizinan', 'pajak daerah'],
  figures: 'The network in figures',
  figure: {
    published: 'published innovations',
    hubs: 'hubs on record',
    institutions: 'institutions',
    sectors: 'service sectors',
  },
  newTitle: 'Newly published',
  newAll: 'See all innovations',
  newEmpty: 'Nothing is published yet. The first innovation will appear here.',
  hubsTitle: 'A growing network of hubs',
  hubsLead:
    'A hub fosters innovation inside its institution: it builds the culture, mentors, documents and helps good ideas travel.',
  hubsByYear: 'Hubs by year of formation',
  year: 'Year',
  hubCount: 'Hubs',
  cumulative: 'Running total',
  hubsByKind: 'Hubs by kind of institution',
  kind: 'Kind of institution',
  hubsAll: 'Open the hub directory',
  formation: (invited, agreed) => `${counted(invited, 'institution')} invited, ${agreed} agreed`,
  toNetwork: 'See the network in figures',
  sourceNote: (held) =>
    `This system holds ${counted(held, 'hub')} named in public reports. Official sources speak of 22 regional hubs formed in 2016–2023 and of 34 hubs in all after the commitments signed on 20 October 2023.`,
  sectorsTitle: 'Innovations by sector',
  sectorsLead: 'Choose a sector to open its catalogue.',
  sector: 'Sector',
  innovations: 'Innovations',
  yearsTitle: 'Innovations by year in use',
  phasesTitle: 'Innovations by phase',
  phase: 'Phase',
  criteriaTitle: 'Five criteria of an innovation',
  criteriaLead:
    'PANRB Ministerial Regulation 91/2021 judges a public-service innovation by five criteria. Every profile here is written along them.',
  criteria: {
    novelty: 'It brings an idea, a way of working or an adaptation that is new.',
    effectiveness: 'It reaches its goal, and results prove it.',
    benefit: 'It does real good for the people who are served.',
    transferability: 'Other institutions can copy or adapt it.',
    sustainability: 'Resources and rules make sure that it keeps running.',
  },
  greeting: (name) => `Welcome, ${name}`,
  ownHub: 'Your institution’s hub',
  ownInnovations: 'Your innovations',
  ownEmpty: 'There is no innovation in your name yet.',
}
