import type { TestEvent } from '../../events.js';

/** Saturday 25 November 2017 to Sunday 3 December: users 1 and 2 at ten and at midnight. */
export const FEW: readonly TestEvent[] = [
  { user: 1, behavior: 'pv', at: '2017-11-25 10:00:00' },
  { user: 1, behavior: 'pv', at: '2017-11-25 10:59:59' },
  { user: 1, behavior: 'buy', at: '2017-11-25 10:30' },
  { user: 1, behavior: 'buy', at: '2017-11-25 10:31' },
  { user: 1, behavior: 'pv', at: '2017-12-02 10:15' },
  { user: 2, behavior: 'cart', at: '2017-11-27 10:10' },
  { user: 2, behavior: 'pv', at: '2017-11-27 00:00:00' },
  { user: 2, behavior: 'fav', at: '2017-12-03 23:59:59' },
];
