import type { PublishedClaim } from '../publishedClaim.js';

export const NETSUITE_SEASONS_AND_VALUE: readonly PublishedClaim[] = [
  {
    id: 'A-2.2-FIG3',
    document: 'netsuite',
    section: '2.2',
    kind: 'figure-or-table',
    published:
      'Transactions of the anomalous customers by quarter and segment, stacked bars, published as a picture.',
  },
  {
    id: 'A-2.2-C1',
    document: 'netsuite',
    section: '2.2',
    kind: 'statement',
    published: 'In nearly every segment the transactions of the anomalous customers pile up in Q4.',
  },
  {
    id: 'A-2.2-C2',
    document: 'netsuite',
    section: '2.2',
    kind: 'statement',
    published: 'The excess of Q4 is said to be strongest in High Value and Premium.',
  },
  {
    id: 'A-2.3-FIG4',
    document: 'netsuite',
    section: '2.3',
    kind: 'figure-or-table',
    published:
      'Comprehensive score against total revenue of the anomalous customers, a scatter plot, published as a picture.',
  },
  {
    id: 'A-2.3-C1',
    document: 'netsuite',
    section: '2.3',
    kind: 'statement',
    published: 'Score and revenue of the anomalous customers are said to be clearly out of step.',
  },
  {
    id: 'A-2.3-C2',
    document: 'netsuite',
    section: '2.3',
    kind: 'statement',
    published: 'The upper left of the chart is read as high score with low revenue.',
  },
  {
    id: 'A-2.3-C3',
    document: 'netsuite',
    section: '2.3',
    kind: 'rule',
    published:
      'Two types of anomaly: overrated (价值虚高), with a high score and low revenue, and underrated (价值被低估), with a low score and high revenue.',
  },
  {
    id: 'A-3-DIM1',
    document: 'netsuite',
    section: '3',
    kind: 'rule',
    published:
      'Stability labels from transaction_consistency, avg_transactions_per_month and customer_age_days: steadily active (持续活跃), buys in bursts (脉冲消费), at risk of loss (流失风险).',
  },
  {
    id: 'A-3-DIM2',
    document: 'netsuite',
    section: '3',
    kind: 'rule',
    published:
      'Season labels from the transactions of Q1–Q4: even all year (全年均衡), holiday shopper (假日购物), specific season (特定季节).',
  },
  {
    id: 'A-3-DIM3',
    document: 'netsuite',
    section: '3',
    kind: 'rule',
    published:
      'Value labels from score and revenue: high and high is realised (价值实现), high and low is growth potential (潜力增长), low and high is core (核心价值); low and low has no name.',
  },
  {
    id: 'A-3-CLAIM',
    document: 'netsuite',
    section: '3',
    kind: 'statement',
    published: 'A segmentation by profitability alone is said to be no longer enough.',
  },
];
