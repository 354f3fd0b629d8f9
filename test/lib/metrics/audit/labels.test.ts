import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, open, sql, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const labeled = async (
  label: audit.AuditLabel,
  pairs: readonly (readonly [number | null, number | null])[],
) => {
  const rows = pairs.map(([a, b], row) => [row, a, b] as const);
  const columns = { row: 'integer', a: 'double?', b: 'double?' } as const;
  const table = await tableOf(tally, 'pairs', columns, rows, {});
  const found = await tally.engine.all(sql`SELECT ${label.sql} AS label FROM ${table} ORDER BY "row"`, {
    label: 'text?',
  });
  return found.map((row) => row.label);
};

describe('labels at the edges of their cuts', () => {
  it('are of stability: at risk below the rate, pulse from the volatility on, none without either', async () => {
    const label = audit.stability({ volatility: 'a', perMonth: 'b' });
    const found = await labeled(label, [
      [0.5, 1],
      [0.4, 1],
      [0.4, 0.9],
      [null, 5],
      [0.6, null],
    ]);
    expect(found).toEqual(['pulse', 'steady', 'atRisk', null, null]);
  });

  it('are of seasons: balanced up to the share, of one purchase on', async () => {
    const label = audit.season(['a', 'b'], { balanced: 0.6 });
    const found = await labeled(label, [
      [3, 2],
      [2, 3],
      [7, 3],
      [1, 0],
      [0, 1],
      [0, 0],
      [null, 1],
    ]);
    expect(found).toEqual(['balanced', 'balanced', 'oneSeason', 'oneSeason', 'holiday', null, null]);
  });

  it('are of score and value: high from the cuts on, none without either', async () => {
    const label = audit.valueMatch({ score: 'a', value: 'b' }, { score: 60, value: 500 });
    const found = await labeled(label, [
      [60, 500],
      [60, 499],
      [59, 500],
      [59, 499],
      [null, 900],
      [90, null],
    ]);
    expect(found).toEqual(['realized', 'potential', 'underRecognized', 'low', null, null]);
  });
});
