import { performance } from 'node:perf_hooks';
import { literal, open, sql } from 'tally';
import { loadEngine } from './engine.mjs';
import { partOptions } from './options.mjs';
import { peakOf } from './peak.mjs';

/** The least that anything reading the file costs: its five columns, typed, each looked at once, nothing kept. */
const { csv, threads, memory } = partOptions();

await loadEngine();
const began = performance.now();
const tally = await open({ threads, memoryLimit: memory });
const seen = await tally.engine.one(
  sql`SELECT count(*) AS events, max(behavior) AS behavior, max(user_id) AS user_id, max(item_id) AS item_id,
    max(category_id) AS category_id, max(event_time) AS event_time
  FROM read_csv(${literal(csv)}, auto_detect = false, header = false, delim = ',', quote = '', escape = '',
    columns = {'user_id': 'BIGINT', 'item_id': 'BIGINT', 'category_id': 'BIGINT', 'behavior': 'VARCHAR',
      'event_time': 'BIGINT'})`,
  {
    events: 'integer',
    behavior: 'text',
    user_id: 'integer',
    item_id: 'integer',
    category_id: 'integer',
    event_time: 'integer',
  },
);
tally.close();
const seconds = (performance.now() - began) / 1000;

console.log(JSON.stringify({ seconds, peakBytes: peakOf(), events: seen.events }));
