import { defineTable } from '../contract.js';
import { BEHAVIORS } from './behaviors.js';

/**
 * A file of events: one row an event, five columns, usually without a header. `behavior_type` is one of `pv`, `cart`,
 * `fav`, `buy` in lower case; `timestamp` counts seconds since 1970 UTC. There is no key: equal rows are equal
 * events, since a second is the finest time there is.
 */
export const eventsContract = defineTable({
  name: 'events',
  columns: {
    user_id: { type: 'integer' },
    item_id: { type: 'integer' },
    category_id: { type: 'integer' },
    behavior_type: { type: 'text', values: BEHAVIORS },
    timestamp: { type: 'integer' },
  },
  key: [],
  sentinels: [],
});
