import type { TestEvent } from '../../events.js';

export const THREE = { from: '2017-11-25', to: '2017-11-28' };

/**
 * Users 1 to 4 on three days: 1 on all, 2 on the first and last, 3 on the second alone, 4 on the second and last.
 * Cohorts: 25th {1, 2}, 26th {3, 4}, 27th nobody.
 */
export const FEW: readonly TestEvent[] = [
  { user: 1, behavior: 'pv', at: '2017-11-25 00:00:00' },
  { user: 1, behavior: 'buy', at: '2017-11-26 12:00' },
  { user: 1, behavior: 'pv', at: '2017-11-27 23:59:59' },
  { user: 2, behavior: 'fav', at: '2017-11-25 23:59:59' },
  { user: 2, behavior: 'buy', at: '2017-11-27 00:00:00' },
  { user: 3, behavior: 'pv', at: '2017-11-26 08:00' },
  { user: 4, behavior: 'cart', at: '2017-11-26 09:00' },
  { user: 4, behavior: 'pv', at: '2017-11-27 10:00' },
];
