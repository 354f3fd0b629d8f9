import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qualityReport } from 'tally';
import { userLine, Workbench } from '../users.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

describe('qualityReport', () => {
  it('counts equal rows, repeated keys and near-duplicates apart', async () => {
    const loaded = await bench.users([
      userLine(1),
      userLine(1),
      userLine(2, { age: 31 }),
      userLine(2, { age: 32 }),
      userLine(2, { age: 33 }),
      userLine(3),
    ]);
    const { duplicates } = await qualityReport(bench.engine, loaded);
    expect(duplicates).toEqual({ rows: 1, keys: 2, near: 1 });
  });

  it('finds outliers by Tukey fences computed by hand', async () => {
    // Ages 20, 22, 24, 26, 28, 110: q1 = 22.5, q3 = 27.5, fences 15 and 35.
    const loaded = await bench.users([20, 22, 24, 26, 28, 110].map((age, id) => userLine(id, { age })));
    const { outliers } = await qualityReport(bench.engine, loaded);
    expect(outliers.find((row) => row.column === 'age')).toEqual({
      column: 'age',
      q1: 22.5,
      q3: 27.5,
      lowerFence: 15,
      upperFence: 35,
      below: 0,
      above: 1,
      min: 20,
      max: 110,
    });
  });

  it('measures how far a derived column is from its formula', async () => {
    const loaded = await bench.users([userLine(1, { total_spending: 100, purchase_frequency: 3 })]);
    const { derived } = await qualityReport(bench.engine, loaded);
    expect(derived).toMatchObject([{ column: 'average_order_value', checked: 1, broken: 0 }]);
    expect(derived[0]?.largest).toBeCloseTo(100 / 3 - 33.33, 10);
  });
});
