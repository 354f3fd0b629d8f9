import type { PublishedClaim } from '../publishedClaim.js';

export const NETSUITE_ANOMALIES: readonly PublishedClaim[] = [
  {
    id: 'A-0-DEF',
    document: 'netsuite',
    section: '0',
    kind: 'rule',
    published:
      'A customer is anomalous if the predicted retention differs from the mean of its profitability segment by >15 percentage points.',
  },
  {
    id: 'A-1-MEAN-1..5',
    document: 'netsuite',
    section: '1',
    kind: 'statement',
    published:
      'Mean retention by segment: Premium 65.9%, High Value 55.6%, Standard 52.3%, Basic 47.4%, Growing 44.0%.',
  },
  {
    id: 'A-1-N47',
    document: 'netsuite',
    section: '1',
    kind: 'statement',
    published: 'The rule finds 47 anomalous customers.',
  },
  {
    id: 'A-2.1-FIG1',
    document: 'netsuite',
    section: '2.1',
    kind: 'figure-or-table',
    published:
      'Transactions per month against all transactions of the anomalous customers, a scatter plot, published as a picture.',
  },
  {
    id: 'A-2.1-C1',
    document: 'netsuite',
    section: '2.1',
    kind: 'statement',
    published:
      'Total and monthly transactions of the anomalous customers are not clearly linear; some customers are taken to buy in bursts.',
  },
  {
    id: 'A-2.1-C2',
    document: 'netsuite',
    section: '2.1',
    kind: 'statement',
    published:
      'Some anomalous customers may have come back after a pause; the model is said to overlook how little they did lately.',
  },
  {
    id: 'A-2.1-FIG2',
    document: 'netsuite',
    section: '2.1',
    kind: 'figure-or-table',
    published:
      'Volatility of transaction value of the anomalous customers by segment, a box plot, published as a picture.',
  },
  {
    id: 'A-2.1-C3',
    document: 'netsuite',
    section: '2.1',
    kind: 'statement',
    published:
      'The volatility of anomalous High Value and Premium customers is no different from that of other segments, and even lower than that of Growing.',
  },
  {
    id: 'A-2.1-C4',
    document: 'netsuite',
    section: '2.1',
    kind: 'statement',
    published:
      'A few large orders may have put some customers into the high-value segments by mistake, without steady value behind them.',
  },
];
