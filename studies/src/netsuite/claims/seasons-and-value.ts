import type { PublishedClaim } from '../../study/claim.js';
import { defineClaim } from '../claim.js';

export const SEASON_AND_VALUE_CLAIMS: readonly PublishedClaim[] = [
  defineClaim({
    id: 'A-2.2-FIG3',
    section: '2.2',
    kind: 'figure-or-table',
    published:
      'Transactions of the anomalous customers by quarter and segment, stacked bars, published as an image.',
  }),
  defineClaim({
    id: 'A-2.2-C1',
    section: '2.2',
    kind: 'statement',
    published: 'In nearly every segment, the transactions of the anomalous customers are concentrated in Q4.',
  }),
  defineClaim({
    id: 'A-2.2-C2',
    section: '2.2',
    kind: 'statement',
    published: 'The Q4 surge is said to be strongest in High Value and Premium.',
  }),
  defineClaim({
    id: 'A-2.3-FIG4',
    section: '2.3',
    kind: 'figure-or-table',
    published:
      'Comprehensive score against total revenue of the anomalous customers, a scatter plot, published as an image.',
  }),
  defineClaim({
    id: 'A-2.3-C1',
    section: '2.3',
    kind: 'statement',
    published: 'Score and revenue of the anomalous customers are said to be clearly mismatched.',
  }),
  defineClaim({
    id: 'A-2.3-C2',
    section: '2.3',
    kind: 'statement',
    published: 'The upper left of the chart is interpreted as a high score with low revenue.',
  }),
  defineClaim({
    id: 'A-2.3-C3',
    section: '2.3',
    kind: 'rule',
    published:
      'Two types of anomaly: overrated (价值虚高), with a high score and low revenue, and underrated (价值被低估), with a low score and high revenue.',
  }),
  defineClaim({
    id: 'A-3-DIM1',
    section: '3',
    kind: 'rule',
    published:
      'Stability labels from transaction_consistency, avg_transactions_per_month and customer_age_days: steadily active (持续活跃), buys in bursts (脉冲消费), at risk of churn (流失风险).',
  }),
  defineClaim({
    id: 'A-3-DIM2',
    section: '3',
    kind: 'rule',
    published:
      'Seasonality labels from the transactions in Q1–Q4: even all year (全年均衡), holiday shopper (假日购物), specific season (特定季节).',
  }),
  defineClaim({
    id: 'A-3-DIM3',
    section: '3',
    kind: 'rule',
    published:
      'Value labels from score and revenue: high/high is realized value (价值实现), high/low is growth potential (潜力增长), low/high is core value (核心价值); low/low has no label.',
  }),
  defineClaim({
    id: 'A-3-CLAIM',
    section: '3',
    kind: 'statement',
    published: 'Segmentation by profitability alone is said to be no longer sufficient.',
  }),
];
