import type { PublishedClaim } from '../../study/claim.js';
import { defineClaim } from '../claim.js';

export const ANOMALY_CLAIMS: readonly PublishedClaim[] = [
  defineClaim({
    id: 'A-0-DEF',
    section: '0',
    kind: 'rule',
    published:
      'A customer is anomalous if the predicted retention differs from the mean of its profitability segment by >15 percentage points.',
  }),
  defineClaim({
    id: 'A-1-MEAN-1..5',
    section: '1',
    kind: 'statement',
    published:
      'Mean retention by segment: Premium 65.9%, High Value 55.6%, Standard 52.3%, Basic 47.4%, Growing 44.0%.',
  }),
  defineClaim({
    id: 'A-1-N47',
    section: '1',
    kind: 'statement',
    published: 'The rule finds 47 anomalous customers.',
  }),
  defineClaim({
    id: 'A-2.1-FIG1',
    section: '2.1',
    kind: 'figure-or-table',
    published:
      'Monthly against total transactions of the anomalous customers, a scatter plot, published as an image.',
  }),
  defineClaim({
    id: 'A-2.1-C1',
    section: '2.1',
    kind: 'statement',
    published:
      'Total and monthly transactions of the anomalous customers are not clearly linear; some customers are assumed to buy in bursts.',
  }),
  defineClaim({
    id: 'A-2.1-C2',
    section: '2.1',
    kind: 'statement',
    published:
      'Some anomalous customers may have come back after a pause; the model is said to overlook their low recent activity.',
  }),
  defineClaim({
    id: 'A-2.1-FIG2',
    section: '2.1',
    kind: 'figure-or-table',
    published:
      'Volatility of transaction value of the anomalous customers by segment, a box plot, published as an image.',
  }),
  defineClaim({
    id: 'A-2.1-C3',
    section: '2.1',
    kind: 'statement',
    published:
      'The volatility of anomalous High Value and Premium customers does not differ from that of other segments and is even lower than that of Growing.',
  }),
  defineClaim({
    id: 'A-2.1-C4',
    section: '2.1',
    kind: 'statement',
    published:
      'A few large orders may have wrongly placed some customers without steady value in the high-value segments.',
  }),
];
