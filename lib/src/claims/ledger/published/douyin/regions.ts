import type { PublishedClaim } from '../publishedClaim.js';

export const DOUYIN_REGIONS: readonly PublishedClaim[] = [
  {
    id: 'D-4.5.1-TBL',
    document: 'douyin',
    section: '4.5.1',
    kind: 'figure-or-table',
    published:
      'The regions compared in a table of 3×7 (users, share, ARPU, frequency, time, revenue), published as a picture.',
  },
  {
    id: 'D-4.5.1-SHARE',
    document: 'douyin',
    section: '4.5.1',
    kind: 'statement',
    published: 'Users by region: Suburban 34.9%, Urban 34.4%, Rural 30.7%.',
  },
  {
    id: 'D-4.5.1-DIFF5',
    document: 'douyin',
    section: '4.5.1',
    kind: 'statement',
    published: 'Suburban has only 5 users more than Urban.',
  },
  {
    id: 'D-4.5.1-ARPU1',
    document: 'douyin',
    section: '4.5.1',
    kind: 'statement',
    published: 'The ARPU of Suburban and that of Urban are almost equal, ~2930 yuan.',
  },
  {
    id: 'D-4.5.1-ARPU2',
    document: 'douyin',
    section: '4.5.1',
    kind: 'statement',
    published: 'The ARPU of Rural is 1242 yuan.',
  },
  {
    id: 'D-4.5.1-ARPU3',
    document: 'douyin',
    section: '4.5.1',
    kind: 'statement',
    published: 'The ARPU of Rural is 42% of that of the core regions, Suburban and Urban.',
  },
  {
    id: 'D-4.5.1-FREQ',
    document: 'douyin',
    section: '4.5.1',
    kind: 'statement',
    published: 'Rural has the highest mean purchase frequency, 7.76.',
  },
  {
    id: 'D-4.5.1-AOV',
    document: 'douyin',
    section: '4.5.1',
    kind: 'statement',
    published: 'Rural users buy often in small orders; orders in Suburban and Urban are far larger.',
  },
  {
    id: 'D-4.5.1-TIME',
    document: 'douyin',
    section: '4.5.1',
    kind: 'statement',
    published:
      'The mean time on the site is ~300 minutes in every region and longest in Suburban, which is explained by commuting or leisure at home.',
  },
  {
    id: 'D-4.5.1-69.3',
    document: 'douyin',
    section: '4.5.1',
    kind: 'statement',
    published: 'Suburban and Urban together have 69.3% of the users.',
  },
  {
    id: 'D-4.5.1-84',
    document: 'douyin',
    section: '4.5.1',
    kind: 'statement',
    published: 'Suburban and Urban together bring >84% of the revenue.',
  },
  {
    id: 'D-4.5.1-38W',
    document: 'douyin',
    section: '4.5.1',
    kind: 'statement',
    published: 'Rural brings a revenue of 38万 (380,000) yuan.',
  },
  {
    id: 'D-4.5.1-STRAT',
    document: 'douyin',
    section: '4.5.1',
    kind: 'rule',
    published:
      '2 strategies: raise the order value in Suburban and Urban; turn the frequent purchases of Rural into larger ones.',
  },
];
