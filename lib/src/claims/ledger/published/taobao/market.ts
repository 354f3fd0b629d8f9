import type { PublishedClaim } from '../publishedClaim.js';

export const TAOBAO_MARKET: readonly PublishedClaim[] = [
  {
    id: 'T-1-ROWS',
    document: 'taobao',
    section: '1',
    kind: 'statement',
    published: 'The raw data has 100,150,807 rows.',
  },
  {
    id: 'T-1-WINDOW',
    document: 'taobao',
    section: '1',
    kind: 'statement',
    published: 'The data runs from 2017-11-25 to 2017-12-03, 9 days.',
  },
  {
    id: 'T-1-SCHEMA',
    document: 'taobao',
    section: '1',
    kind: 'statement',
    published:
      'A row has 5 fields (user, item, category, behaviour, time); there are 4 behaviours: pv, fav, cart and buy.',
  },
  {
    id: 'T-2-CHUNK',
    document: 'taobao',
    section: '2',
    kind: 'statement',
    published: 'The file is read and written to the database in pieces, with a pandas chunksize=100000.',
  },
  {
    id: 'T-2-LTI',
    document: 'taobao',
    section: '2',
    kind: 'statement',
    published:
      'Load-Then-Index: the table is filled without indexes, and these are built afterwards to make loading faster.',
  },
  {
    id: 'T-2-PRE',
    document: 'taobao',
    section: '2',
    kind: 'rule',
    published: 'Timestamps are to be turned into dates in Python, before the rows reach the database.',
  },
  {
    id: 'T-3.0-TYPES',
    document: 'taobao',
    section: '3.0',
    kind: 'statement',
    published:
      'Rows by behaviour, in the notebook of the author: pv 89,660,688; cart 5,530,446; fav 2,888,258; buy 2,015,839.',
  },
  {
    id: 'T-3.1-N689',
    document: 'taobao',
    section: '3.1',
    kind: 'statement',
    published: 'The 689 leading categories account for 80% of the sales.',
  },
  {
    id: 'T-3.1-9.7',
    document: 'taobao',
    section: '3.1',
    kind: 'statement',
    published: 'The leading categories are 9.7% of all categories.',
  },
  {
    id: 'T-3.1-90.3/20',
    document: 'taobao',
    section: '3.1',
    kind: 'statement',
    published: 'The remaining 90.3% of the categories account for only 20% of the transaction value.',
  },
  {
    id: 'T-3.1-GMV',
    document: 'taobao',
    section: '3.1',
    kind: 'statement',
    published:
      'The concentration of categories is presented as one of GMV (gross merchandise volume) and transaction value.',
  },
  {
    id: 'T-3.1-TOP20',
    document: 'taobao',
    section: '3.1',
    kind: 'statement',
    published: 'The top 20 categories with their cumulative share of sales, in the notebook of the author.',
  },
  {
    id: 'T-3.1-FIG',
    document: 'taobao',
    section: '3.1',
    kind: 'figure-or-table',
    published:
      'Sales of the categories by rank as bars on a log axis, with a line at category 689, published as a picture (Pareto.png).',
  },
];
