import { afterAll, beforeAll, expect, it } from 'vitest';
import { literal, open, sql, type Tally } from 'tally';
import { labelFrom } from '../../../../lib/src/metrics/audit/labels.js';
import { planOf } from '../../../../lib/src/metrics/audit/options.js';
import { SAMPLE, sampled } from '../../../../lib/src/metrics/audit/sampled.js';
import { place, workingOf } from '../../../../lib/src/metrics/audit/working.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = { who: 'text', segment: 'text', outcome: 'double', word: 'text?' } as const;
const CUSTOMERS = 6000;

it('a sample has 5,000 customers, by segment and a place that has nothing to do with their names', async () => {
  const table = await tableOf(tally, 'many', COLUMNS, [], {});
  // Segment s has every second customer, half of whom have 0.2 and 0.4; all of t have 0.6. Customer 2 has three rows more.
  await tally.engine.run(sql`INSERT INTO ${table}
    SELECT lpad(CAST(n AS VARCHAR), 4, '0'), CASE WHEN n % 2 = 0 THEN 's' ELSE 't' END,
      CASE WHEN n % 2 = 1 THEN 0.6 WHEN n % 4 = 0 THEN 0.2 ELSE 0.4 END, 'v'
    FROM range(1, ${literal(CUSTOMERS + 1)}) AS list(n)
    UNION ALL VALUES ('0002', 's', 0.4, 'u'), ('0002', 's', 0.1, 'v'), ('0002', 's', 0.3, NULL)`);
  const working = await workingOf(
    planOf(table, {
      ...{ segment: 'segment', outcome: 'outcome', threshold: 0.1, customer: 'who' },
      labels: { word: labelFrom('word') },
    }),
  );
  const found = await sampled(working, place('l', 0), ['u', 'v']);
  const numbers = Array.from({ length: CUSTOMERS }, (_, n) => n + 1);
  const placed = (n: number) => (n * 7919) % CUSTOMERS;
  const chosen = (rest: number) =>
    numbers
      .filter((n) => n % 2 === rest && placed(n) < SAMPLE)
      .toSorted((a, b) => placed(a) - placed(b))
      .flatMap((n) => (n === 2 ? [2, 2, 2] : [n]));
  expect(new Set(found.customer).size).toBe(SAMPLE);
  expect([...found.customer]).toEqual([...chosen(0), ...chosen(1)]);
  const first = found.customer.indexOf(2);
  const of = (values: ArrayLike<number>) => Array.from(values).slice(first, first + 3);
  expect(of(found.label)).toEqual([0, 1, 1]);
  // The mean of s is that of 1,500 times 0.2, 1,501 times 0.4, 0.1 and 0.3.
  const center = (1500 * 0.2 + 1501 * 0.4 + 0.1 + 0.3) / 3003;
  of(found.deviation).forEach((value, row) =>
    expect(value).toBeCloseTo((row === 1 ? 0.1 : 0.4) - center, 12),
  );
  const [one = NaN, other = NaN] = of(found.outcome);
  expect(one - other).toBeCloseTo(0.3, 12);
  expect(found.outcome.reduce((sum, y) => sum + y, 0)).toBeCloseTo(0, 8);
});
