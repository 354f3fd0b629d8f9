import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadEvents, open, type Tally } from 'tally';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => {
  tally.close();
  files.remove();
});

it.each(['-9223372036854775808', '9223372036854775807', '-1', '0'])(
  'counts the events of user %s that are there again',
  async (user) => {
    const path = files.lines(
      'events.csv',
      'user_id,item_id,type,time',
      ...[10, 11, 10, 10].map((item) => `${user},${item},view,2024-03-31T10:00:00Z`),
      '7,10,view,2024-03-31T10:00:00Z',
    );
    const columns = { user: 'user_id', item: 'item_id', type: 'type', time: 'time' };
    const events = await loadEvents(tally, path, { columns, ids: 'integer' });
    expect(events.duplicates).toBe(2);
  },
);
