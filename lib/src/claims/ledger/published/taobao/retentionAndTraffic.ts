import type { PublishedClaim } from '../publishedClaim.js';

export const TAOBAO_RETENTION_AND_TRAFFIC: readonly PublishedClaim[] = [
  {
    id: 'T-3.4-CURVE',
    document: 'taobao',
    section: '3.4',
    kind: 'statement',
    published:
      'The retention curve of days 0–8, in the chart: 1, 0.7504, 0.7362, 0.7381, 0.7422, 0.7511, 0.7717, 0.8607, 0.7028.',
  },
  {
    id: 'T-3.4-D6',
    document: 'taobao',
    section: '3.4',
    kind: 'statement',
    published: 'Retention stops falling and starts to recover on day 6.',
  },
  {
    id: 'T-3.4-D7',
    document: 'taobao',
    section: '3.4',
    kind: 'statement',
    published: 'Retention peaks on day 7 at 86%.',
  },
  {
    id: 'T-3.4-D8',
    document: 'taobao',
    section: '3.4',
    kind: 'statement',
    published:
      'The fall on day 8 is put down to truncated data, with the behaviour of that day recorded only in part, and not to real loss.',
  },
  {
    id: 'T-3.4-CAL',
    document: 'taobao',
    section: '3.4',
    kind: 'statement',
    published: 'Day 6 is equated with 12-01 (1 December) and day 7 with 12-02 (2 December).',
  },
  {
    id: 'T-3.4-COHORT',
    document: 'taobao',
    section: '3.4',
    kind: 'statement',
    published:
      'Daily cohorts, in the notebook of the author: sizes 706,641, 158,188, 63,825, 31,331, 17,931, 9,801, 255, 18 and 1, each with its retention rate by day.',
  },
  {
    id: 'T-3.4-CAUSE',
    document: 'taobao',
    section: '3.4',
    kind: 'statement',
    published: 'The recovery is put down to two causes: the warm-up of the Double 12 sale, and Saturday.',
  },
  {
    id: 'T-3.4-AXIS',
    document: 'taobao',
    section: '3.4',
    kind: 'statement',
    published: 'The horizontal axis of the retention chart is labelled as days since registration.',
  },
  {
    id: 'T-3.5-PV21',
    document: 'taobao',
    section: '3.5',
    kind: 'statement',
    published: 'Traffic peaks at 21:00, when users mostly browse.',
  },
  {
    id: 'T-3.5-CV10',
    document: 'taobao',
    section: '3.5',
    kind: 'statement',
    published: 'The conversion rate peaks at 10:00, with a value above 22%.',
  },
  {
    id: 'T-3.5-24',
    document: 'taobao',
    section: '3.5',
    kind: 'statement',
    published: 'Page views, users and purchases in each of the 24 hours, in the notebook of the author.',
  },
  {
    id: 'T-3.5-FIG',
    document: 'taobao',
    section: '3.5',
    kind: 'figure-or-table',
    published: 'Traffic and conversion rate by hour on two axes, published as a picture (pv_rep.png).',
  },
  {
    id: 'T-3.5-DEC',
    document: 'taobao',
    section: '3.5',
    kind: 'statement',
    published:
      'Users are said to decide slowly at the evening peak, and to take the shortest way to a purchase at the morning peak.',
  },
  {
    id: 'T-STRAT',
    document: 'taobao',
    section: 'STRAT',
    kind: 'rule',
    published:
      'Strategies of chapters 3.1–3.5, such as 80% of the resources for the Top 10% of categories, sale warm-up from Friday to Sunday, and different content at 10:00 and at 21:00.',
  },
];
