import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import { planOf } from '../../../../lib/src/metrics/audit/options.js';
import { relationsOf } from '../../../../lib/src/metrics/audit/relations.js';
import { unitOfName } from '../../../../lib/src/metrics/audit/unit-names.js';
import { seeded } from '../../../../lib/src/stats/random.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

/** What an audit says of numeric columns with these names, besides a segment and an outcome. */
async function found(columns: Readonly<Record<string, readonly number[]>>) {
  const names = Object.keys(columns);
  const rows = (columns[names[0] ?? ''] ?? []).map((_, row) => [
    ...['a', 'b'].slice(row % 2, 1 + (row % 2)),
    (row * 7) % 13,
    ...names.map((name) => columns[name]?.[row] ?? null),
  ]);
  const shape = {
    segment: 'text',
    outcome: 'double',
    ...Object.fromEntries(names.map((name) => [name, 'double?'])),
  };
  const table = await tableOf(tally, 'units', shape as Record<string, 'double'>, rows, {});
  const relations = await relationsOf(
    planOf(table, { segment: 'segment', outcome: 'outcome', threshold: 1 }),
  );
  return relations.rows
    .filter(({ relation }) => relation === 'units' || relation === 'partly')
    .map(({ column, relation, other, rows: n }) => [column, relation, other, n]);
}

const list = (of: (row: number) => number) => Array.from({ length: 60 }, (_, row) => of(row));

describe('names of columns', () => {
  it.each([
    ['avg_transactions_per_month', { stem: 'transaction', kind: 'rate', unit: 'months' }],
    ['transactionCount', { stem: 'transaction', kind: 'plain' }],
    ['customer_age_days', { stem: 'age customer', kind: 'duration', unit: 'days', lifetime: true }],
    ['Monthly Orders', { stem: 'order', kind: 'rate', unit: 'months' }],
    ['q3_transactions', { stem: 'transaction', kind: 'part', parts: 4 }],
    ['Last_Login_Days_Ago', { kind: 'duration', lifetime: false }],
    ['Pages_Viewed', { stem: 'page viewed', kind: 'plain' }],
    ['maybe', { stem: 'maybe', kind: 'plain' }],
  ])('say what %s is', (name, expected) => {
    expect(unitOfName(name)).toMatchObject(expected);
  });
});

describe('units that contradict each other', () => {
  const count = list((row) => 1 + ((row * 17) % 29));
  const days = list((row) => 100 + ((row * 53) % 700));
  const rate = count.map((n, row) => n / ((days[row] ?? 1) / (365.25 / 12)));
  const rounded = rate.map((value) => Math.round(value * 10) / 10);

  it('are a rate, its number and for how long', async () => {
    const columns = { order_count: count, tenure_days: days };
    expect(await found({ ...columns, orders_per_month: rate })).toEqual([]);
    expect(await found({ ...columns, orders_per_month: rounded })).toEqual([]);
    // Per week instead: all sixty rows are off by a factor of 4.35.
    expect(await found({ ...columns, orders_per_month: rate.map((value) => value / 4.348) })).toEqual([
      ['orders_per_month', 'units', 'order_count / months of tenure_days', 60],
    ]);
    // Half the rows are not enough to agree.
    const half = rate.map((value, row) => (row % 2 === 0 ? value : 12 * value));
    expect(await found({ ...columns, orders_per_month: half })).toEqual([
      ['orders_per_month', 'units', 'order_count / months of tenure_days', 30],
    ]);
  });

  it('are not those of a duration that is no lifetime, or of another thing', async () => {
    const wrong = rate.map((value) => 9 * value);
    expect(await found({ order_count: count, last_login_days_ago: days, orders_per_month: wrong })).toEqual(
      [],
    );
    expect(await found({ visit_count: count, tenure_days: days, orders_per_month: wrong })).toEqual([]);
  });

  it('are the same in two units', async () => {
    const months = (by: number) => days.map((value) => Math.round(value / by));
    expect(await found({ tenure_days: days, tenure_months: months(30) })).toEqual([]);
    expect(await found({ tenure_days: days, tenure_months: months(7) })).toEqual([
      ['tenure_months', 'units', '0.03285 × tenure_days', 60],
    ]);
    const yearly = rate.map((value) => 10 * value);
    expect(await found({ orders_per_month: rate, orders_per_year: yearly })).toEqual([
      ['orders_per_month', 'units', '0.08333 × orders_per_year', 60],
    ]);
  });

  it('are a number and its quarters, if all four are there', async () => {
    const quarter = (q: number) => count.map((n, row) => (n + row * q) % 5);
    const [q1_orders, q2_orders, q3_orders, q4_orders] = [1, 2, 3, 4].map(quarter) as [
      number[],
      number[],
      number[],
      number[],
    ];
    const parts = { q1_orders, q2_orders, q3_orders, q4_orders };
    const total = q1_orders.map(
      (n, row) => n + (q2_orders[row] ?? 0) + (q3_orders[row] ?? 0) + (q4_orders[row] ?? 0),
    );
    const off = total.map((n, row) => (row < 6 ? n + 9 : n));
    expect(await found({ ...parts, order_count: total })).toEqual([]);
    expect(await found({ ...parts, order_count: off })).toEqual([
      ['order_count', 'units', 'q1_orders + q2_orders + q3_orders + q4_orders', 6],
    ]);
    expect(await found({ q1_orders, q2_orders, order_count: off })).toEqual([]);
  });

  it('are found by a factor that holds in a part of the rows, whatever the names', async () => {
    const euros = list((row) => 3.1 + ((row * 37) % 101));
    const cents = euros.map((value, row) => (row % 5 === 0 ? value : 100 * value));
    expect(await found({ x: euros, y: cents })).toEqual([['y', 'partly', '100 × x', 12]]);
    expect(await found({ y: cents, x: euros })).toEqual([['x', 'partly', 'y / 100', 12]]);
    const changed = euros.map((value, row) => (row % 5 === 0 ? value + 1 : value));
    expect(await found({ x: euros, y: changed })).toEqual([['y', 'partly', 'x', 12]]);
    // A column of one value, and of few, agree with themselves in any order.
    expect(await found({ x: list(() => 5), y: list((row) => (row % 9 === 0 ? 4 : 5)) })).toEqual([]);
  });
});

it('says so of hardly any columns that have nothing to do with each other', async () => {
  const random = seeded(16);
  const kinds: readonly (() => number)[] = [
    () => random.next(),
    () => Math.exp(2 * random.normal()),
    () => random.below(4),
    () => random.below(30),
    () => (random.below(3) > 0 ? 0 : random.below(100)),
    () => Math.round(1000 * random.next()) / 10,
    () => 10 ** random.below(4),
    () => 365,
  ];
  let wrong = 0;
  const tables = 60;
  for (let table = 0; table < tables; table += 1) {
    const rows = 40 + random.below(100);
    const columns = kinds.map((draw, at): [string, number[]] => [
      `${['price', 'visits', 'orders', 'score'][at % 4] ?? ''}_${at}`,
      Array.from({ length: rows }, draw),
    ]);
    wrong += (await found(Object.fromEntries(columns))).length;
  }
  // Of 60 tables with 28 pairs each. Powers of ten are each other's factors in a quarter of the rows.
  expect(wrong).toBe(0);
});
