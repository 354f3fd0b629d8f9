import type { PublishedClaim } from '../publishedClaim.js';

export const DOUYIN_CATEGORIES_AND_REGIONS: readonly PublishedClaim[] = [
  {
    id: 'D-4.5.2.3a-TBL',
    document: 'douyin',
    section: '4.5.2',
    kind: 'figure-or-table',
    published: 'Users and share of each region within each product category, published as a picture.',
  },
  {
    id: 'D-4.5.2.3a-1',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'Apparel: Urban 36.70%, Suburban 32.57%, Rural 30.73%, a gap of about 6 points.',
  },
  {
    id: 'D-4.5.2.3a-2',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Books: Suburban 39.39%, Urban 31.82%, Rural 28.79%; Suburban is said to lead by 7-10 points and so to be significantly ahead.',
  },
  {
    id: 'D-4.5.2.3a-3',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'Electronics: Suburban 36.36%, Rural 33.49%, Urban 30.14%.',
  },
  {
    id: 'D-4.5.2.3a-4',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Health & Beauty: Urban 37.63%, Suburban 35.48%, Rural 26.88%; Urban is said to be almost 11 points above Rural and to care most for looks.',
  },
  {
    id: 'D-4.5.2.3a-5',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Home & Kitchen: Urban 35.98%, Rural 33.33%, Suburban 30.69%; the regions are said to differ by 5 points at most.',
  },
  {
    id: 'D-4.5.2.3b-TBL',
    document: 'douyin',
    section: '4.5.2',
    kind: 'figure-or-table',
    published: 'Users and share of each product category within each region, published as a picture.',
  },
  {
    id: 'D-4.5.2.3b-R',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Rural: Electronics 22.80%, Apparel 21.82%, Home & Kitchen 20.52%, Books 18.57%, Health & Beauty 16.29%; first and last differ by 6.51 points.',
  },
  {
    id: 'D-4.5.2.3b-S',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Suburban: Books 22.35%, Electronics 21.78%, Apparel 20.34%, Health & Beauty 18.91%, Home & Kitchen 16.62%.',
  },
  {
    id: 'D-4.5.2.3b-U',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Urban: Apparel 23.26%, Health & Beauty 20.35%, Home & Kitchen 19.77%, Books 18.31% = Electronics 18.31%.',
  },
  {
    id: 'D-4.5.2.3-TXT',
    document: 'douyin',
    section: '4.5.2',
    kind: 'rule',
    published:
      'Blocks of insights for 5 categories and 3 regions, with 2 summaries and 2 lists of strategies.',
  },
];
