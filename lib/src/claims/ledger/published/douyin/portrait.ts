import type { PublishedClaim } from '../publishedClaim.js';

export const DOUYIN_PORTRAIT: readonly PublishedClaim[] = [
  {
    id: 'D-4.2.1-AGE-T',
    document: 'douyin',
    section: '4.2.1',
    kind: 'figure-or-table',
    published:
      'Users and their share in each of 5 age bands (under 20, 20-29, 30-39, 40-49, 50 and over), published as a picture.',
  },
  {
    id: 'D-4.2.1-AGE-C1',
    document: 'douyin',
    section: '4.2.1',
    kind: 'statement',
    published: 'The age band of 50 and over has the most users.',
  },
  {
    id: 'D-4.2.1-AGE-C2',
    document: 'douyin',
    section: '4.2.1',
    kind: 'statement',
    published: 'Users aged 40+ make up more than one half.',
  },
  {
    id: 'D-4.2.1-GENDER-T',
    document: 'douyin',
    section: '4.2.1',
    kind: 'figure-or-table',
    published: 'Users and their share by gender, published as a picture.',
  },
  {
    id: 'D-4.2.1-GENDER-C',
    document: 'douyin',
    section: '4.2.1',
    kind: 'statement',
    published: 'Men and women are about equally many, with slightly more men.',
  },
  {
    id: 'D-4.2.1-LOC-T',
    document: 'douyin',
    section: '4.2.1',
    kind: 'figure-or-table',
    published: 'Users and their share in the 3 regions Suburban, Urban and Rural, published as a picture.',
  },
  {
    id: 'D-4.2.1-LOC-C',
    document: 'douyin',
    section: '4.2.1',
    kind: 'statement',
    published:
      'The three regions have about equally many users, Rural slightly fewer than Suburban and Urban.',
  },
  {
    id: 'D-4.2.1-INC-T',
    document: 'douyin',
    section: '4.2.1',
    kind: 'figure-or-table',
    published: 'Minimum, maximum, mean and median of income, published as a picture.',
  },
  {
    id: 'D-4.2.2-TIME-T',
    document: 'douyin',
    section: '4.2.2',
    kind: 'figure-or-table',
    published: 'Mean, minimum and maximum of the minutes spent on the site, published as a picture.',
  },
  {
    id: 'D-4.2.2-TIME-BIN',
    document: 'douyin',
    section: '4.2.2',
    kind: 'figure-or-table',
    published: 'Users by minutes on the site in three bands (<200, 200-400, >400), published as a picture.',
  },
  {
    id: 'D-4.2.2-PAGES',
    document: 'douyin',
    section: '4.2.2',
    kind: 'figure-or-table',
    published: 'Mean pages viewed for each interest, published as a picture.',
  },
  {
    id: 'D-4.2.2-INT-T',
    document: 'douyin',
    section: '4.2.2',
    kind: 'figure-or-table',
    published: 'For each interest the users and their mean time, pages and spending, published as a picture.',
  },
  {
    id: 'D-4.2.2-INT-C1',
    document: 'douyin',
    section: '4.2.2',
    kind: 'statement',
    published: 'Users interested in Technology spend the most, though they are not the largest group.',
  },
  {
    id: 'D-4.2.2-INT-C2',
    document: 'douyin',
    section: '4.2.2',
    kind: 'statement',
    published: 'Users interested in Fashion and in Sports stay long and view many pages.',
  },
  {
    id: 'D-4.2.2-INT-C3',
    document: 'douyin',
    section: '4.2.2',
    kind: 'statement',
    published:
      'Users interested in Travel spend rather little but view many pages, which is read as room for conversion.',
  },
];
