import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import { movesBetween, NOT_THERE } from '../../../lib/src/metrics/moves.js';
import { wilson } from '../../../lib/src/stats/proportion.js';
import { tableOf } from '../table-of.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const on = (name: string, rows: readonly (readonly [number, string])[]) =>
  tableOf(tally, name, { id: 'integer', tier: 'text' }, rows, { user: 'id', segment: 'tier' });

describe('moves between two dates', () => {
  it('are counted by both groups, in the order of the groups, those of one date alone last', async () => {
    const before = await on('before', [
      [1, 'silver'],
      [2, 'silver'],
      [3, 'silver'],
      [4, 'gold'],
      [5, 'gold'],
    ]);
    const after = await on('after', [
      [1, 'silver'],
      [2, 'silver'],
      [3, 'gold'],
      [4, 'silver'],
      [6, 'gold'],
    ]);
    const { moves, query } = await movesBetween(before, after, ['silver', 'gold']);
    const move = (from: string, to: string, customers: number, all: number) => ({
      ...{
        before: from,
        after: to,
        customers,
        share: customers / all,
        shareInterval: wilson(customers, all),
      },
    });
    expect(moves).toEqual([
      move('silver', 'silver', 2, 3),
      move('silver', 'gold', 1, 3),
      move('gold', 'silver', 1, 2),
      move('gold', NOT_THERE, 1, 2),
      move(NOT_THERE, 'gold', 1, 1),
    ]);
    expect((await tally.query`SELECT sum(customers) AS n FROM (${query})`).rows).toEqual([{ n: 6 }]);
  });
});
