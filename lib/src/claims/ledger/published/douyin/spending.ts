import type { PublishedClaim } from '../publishedClaim.js';

export const DOUYIN_SPENDING: readonly PublishedClaim[] = [
  {
    id: 'D-4.2.3-FREQ-D',
    document: 'douyin',
    section: '4.2.3',
    kind: 'statement',
    published:
      'Mean, minimum and maximum of the purchase frequency, published as a picture; the text rounds the mean to about 7 purchases.',
  },
  {
    id: 'D-4.2.3-AOV-D',
    document: 'douyin',
    section: '4.2.3',
    kind: 'statement',
    published:
      'Mean, minimum and maximum of the average order value, published as a picture; the text gives a mean of 838 yuan.',
  },
  {
    id: 'D-4.2.3-SPEND-D',
    document: 'douyin',
    section: '4.2.3',
    kind: 'statement',
    published:
      'Mean, minimum and maximum of total spending, published as a picture; the text gives a mean of about 2437 yuan.',
  },
  {
    id: 'D-4.2.3-C1',
    document: 'douyin',
    section: '4.2.3',
    kind: 'statement',
    published: 'The mean user makes about 7 purchases of 838 yuan each and spends about 2437 yuan in all.',
  },
  {
    id: 'D-4.2.3-C2',
    document: 'douyin',
    section: '4.2.3',
    kind: 'statement',
    published:
      'The wide range between minimum and maximum shows that a few frequent big spenders raise the means.',
  },
  {
    id: 'D-4.2.3-FREQ-BIN',
    document: 'douyin',
    section: '4.2.3',
    kind: 'figure-or-table',
    published: 'Users by purchase frequency in 4 bins (<5, 5-10, 11-15, >15), published as a picture.',
  },
  {
    id: 'D-4.2.3-FREQ-C1',
    document: 'douyin',
    section: '4.2.3',
    kind: 'statement',
    published: 'A purchase frequency of 1-10 covers about 73% of the users.',
  },
  {
    id: 'D-4.2.3-FREQ-C2',
    document: 'douyin',
    section: '4.2.3',
    kind: 'statement',
    published: 'Users with >15 purchases are <10% of all and are called the core of high value.',
  },
  {
    id: 'D-4.2.3-AOV-BIN',
    document: 'douyin',
    section: '4.2.3',
    kind: 'figure-or-table',
    published:
      'Users by average order value in 5 bins (<200, 200-500, 500-1000, 1000-5000, >=5000), published as a picture.',
  },
  {
    id: 'D-4.2.3-AOV-C1',
    document: 'douyin',
    section: '4.2.3',
    kind: 'statement',
    published: 'The average order value of >60% of the users is below 500 yuan.',
  },
  {
    id: 'D-4.2.3-AOV-C2',
    document: 'douyin',
    section: '4.2.3',
    kind: 'statement',
    published: 'Users with an average order value >1000 yuan are about 23%.',
  },
  {
    id: 'D-4.2.3-SPEND-BIN',
    document: 'douyin',
    section: '4.2.3',
    kind: 'figure-or-table',
    published:
      'Users by total spending in 4 bins (<1000, 1000-3000, 3000-5000, >=5000), published as a picture.',
  },
  {
    id: 'D-4.2.3-SPEND-C1',
    document: 'douyin',
    section: '4.2.3',
    kind: 'statement',
    published: 'Close to one half of the users spend 1000-3000 yuan in all.',
  },
  {
    id: 'D-4.2.3-SPEND-C2',
    document: 'douyin',
    section: '4.2.3',
    kind: 'statement',
    published: 'Users who spend ≥5000 yuan are about 3.7%.',
  },
  {
    id: 'D-4.2.3-SUM',
    document: 'douyin',
    section: '4.2.3',
    kind: 'rule',
    published:
      'A summary in 3 points: most users are of low or middle value, a few bring much of the spending, and 2 strategies, one for each group.',
  },
];
