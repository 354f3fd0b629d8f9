import type { PublishedClaim } from '../publishedClaim.js';

export const DOUYIN_PREPARATION: readonly PublishedClaim[] = [
  {
    id: 'D-2-SCHEMA',
    document: 'douyin',
    section: '2',
    kind: 'statement',
    published: 'The data description lists 14 fields in a table, each by its name and its meaning.',
  },
  {
    id: 'D-3.2-DROPCOLS',
    document: 'douyin',
    section: '3.2',
    kind: 'statement',
    published: 'Two columns without content, `MyUnknownColumn` and `Unnamed: 0`, are removed from the table.',
  },
  {
    id: 'D-3.2-HEAD10',
    document: 'douyin',
    section: '3.2',
    kind: 'figure-or-table',
    published: 'The first 10 rows of the imported table, published as a picture.',
  },
  {
    id: 'D-3.2-ID',
    document: 'douyin',
    section: '3.2',
    kind: 'statement',
    published: 'The character `#` is taken out of every User_ID.',
  },
  {
    id: 'D-3.2-DECIMAL',
    document: 'douyin',
    section: '3.2',
    kind: 'statement',
    published:
      'Changing the average order value from DOUBLE to DECIMAL(10,2) raises warnings, which are put down to values out of range and then judged harmless.',
  },
  {
    id: 'D-3.2-AOVMAX',
    document: 'douyin',
    section: '3.2',
    kind: 'statement',
    published: 'The largest average order value is 10100.00; minimum and mean are published as a picture.',
  },
  {
    id: 'D-3.2-NULL',
    document: 'douyin',
    section: '3.2',
    kind: 'statement',
    published: 'A check of all fields for NULL finds no missing value.',
  },
  {
    id: 'D-3.2-DUP',
    document: 'douyin',
    section: '3.2',
    kind: 'statement',
    published: 'Grouping by all fields finds no row that occurs twice.',
  },
  {
    id: 'D-4.1-MAP',
    document: 'douyin',
    section: '4.1',
    kind: 'figure-or-table',
    published: 'A mind map of the steps of the analysis, published as a picture.',
  },
];
