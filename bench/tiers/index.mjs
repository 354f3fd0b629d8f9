import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { literal, open, sql, Table, tiers } from 'tally';
import { peakOf } from '../events/peak.mjs';

/**
 * One day's batch of a history of tiers beside two ways to compute anew: the whole history, and the tiers of the day alone,
 * from all orders. Turn by turn, in one process.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string' },
    customers: { type: 'string' },
    days: { type: 'string' },
    rounds: { type: 'string' },
    score: { type: 'string' },
    folder: { type: 'string' },
  },
});
const count = (name, usual) => {
  const n = Number(values[name] ?? usual);
  if (!Number.isInteger(n) || n < 1)
    throw new Error(`--${name} is "${values[name]}": give a whole number above 0.`);
  return n;
};
const orders = count('orders', 10_000_000);
const customers = count('customers', Math.ceil(orders / 10));
const days = count('days', 548);
const rounds = count('rounds', 7);
const score = values.score ?? 'spending';
const folder = mkdtempSync(join(values.folder ?? tmpdir(), 'bench-tiers-'));
const FROM = '2023-01-01';
const dateOf = (day) => new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10);
const last = days - 1;

const tally = await open();
const seconds = {};
const timed = async (name, work) => {
  const start = performance.now();
  const made = await work();
  (seconds[name] ??= []).push((performance.now() - start) / 1000);
  return made;
};
const table = async (name, columns, roles, query) => {
  const made = new Table({ session: tally, name: tally.uniqueName(name), columns, roles });
  await tally.engine.run(sql`CREATE TABLE ${made} AS ${query}`);
  return made;
};
const ORDERS = { order_id: 'text', customer_id: 'text', day: 'date', total: 'decimal' };

try {
  // Rates differ: half of the orders are of an eighth of the customers. One order in forty is a refund.
  const all = await table(
    'orders',
    ORDERS,
    { user: 'customer_id' },
    sql`SELECT 'o' || lpad(CAST(row_number() OVER (ORDER BY "day", n) AS VARCHAR), 10, '0') AS order_id, customer_id, "day", total FROM (
      SELECT n, 'c' || CAST(floor(power((hash(n, 1) % 1000003) / 1000003.0, 3) * ${literal(customers)}) AS BIGINT) AS customer_id,
        CAST(${FROM} AS DATE) + CAST(hash(n, 2) % ${literal(days)} AS INTEGER) AS "day",
        CAST(CASE WHEN hash(n, 3) % 40 = 0 THEN -1 ELSE 1 END * (500 + hash(n, 4) % 20000) / 100.0 AS DECIMAL(18, 4)) AS total
      FROM range(${literal(orders)}) list(n)) ORDER BY "day", order_id`,
  );
  const customersOn = (day) =>
    table(
      `customers_${day}`,
      { customer_id: 'text', recency: 'integer', orders: 'integer', spent: 'double' },
      { user: 'customer_id', recency: 'recency', frequency: 'orders', monetary: 'spent' },
      sql`SELECT customer_id, CAST(${dateOf(day)} AS DATE) - max(CASE WHEN total > 0 THEN "day" END) AS recency,
          count(CASE WHEN total > 0 THEN 1 END) AS orders, CAST(greatest(sum(total), 0) AS DOUBLE) AS spent
        FROM ${all} WHERE "day" <= CAST(${dateOf(day)} AS DATE) GROUP BY customer_id HAVING recency IS NOT NULL`,
    );
  const upTo = Math.max(0, last - rounds);
  const { cuts } = await tiers.assign(await customersOn(Math.floor(last / 2)), { score });
  const past = await table(
    'past',
    ORDERS,
    { user: 'customer_id' },
    sql`SELECT * FROM ${all} WHERE "day" <= CAST(${dateOf(upTo)} AS DATE)`,
  );
  const path = join(folder, 'tiers.duckdb');
  const history = await tiers.openHistory(tally, path, { from: FROM, cuts });
  await timed('history', () => tiers.backfill(history, past, dateOf(upTo)));
  const stays = await history.stays.count();
  const touched = [];
  for (let day = upTo + 1; day <= last; day += 1) {
    const own = await table(
      'day',
      ORDERS,
      { user: 'customer_id' },
      sql`SELECT * FROM ${all} WHERE "day" = CAST(${dateOf(day)} AS DATE)`,
    );
    const batch = await timed('batch', () => tiers.runBatch(history, own, { day: dateOf(day) }));
    touched.push(batch.rows[0]);
    const anew = await timed('day', async () => tiers.assign(await customersOn(day), { cuts }));
    const shares = (of) => JSON.stringify(of.rows.map(({ tier, customers: n }) => [tier, n]));
    const [kept, assigned] = [
      shares(await tiers.shares(await tiers.historyAt(history, dateOf(day)))),
      shares(await tiers.shares(anew)),
    ];
    if (kept !== assigned) throw new Error(`${dateOf(day)}: ${kept} by batches, ${assigned} anew.`);
  }
  await history.close();
  const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
  const batch = median(seconds.batch);
  const many = (n) => n.toLocaleString('en');
  console.log(
    `${many(orders)} orders of ${many(customers)} customers on ${days} days, score ${score}, ${many(stays)} stays, medians of ${rounds} days`,
  );
  console.log('| | seconds | times the batch |\n| --- | ---: | ---: |');
  const line = (name, time) => console.log(`| ${name} | ${time.toFixed(3)} | ${(time / batch).toFixed(1)} |`);
  line("a day's batch", batch);
  line('the tiers of the day anew', median(seconds.day));
  line('the history anew', seconds.history[0]);
  console.log(
    `Customers looked at: ${many(median(touched.map((one) => one.touched)))}, of them with orders ${many(median(touched.map((one) => one.ordering)))}; ` +
      `batches from ${Math.min(...seconds.batch).toFixed(3)} to ${Math.max(...seconds.batch).toFixed(3)} s; ` +
      `file ${(statSync(path).size / 1e6).toFixed(0)} MB; peak memory ${(peakOf() / 1e9).toFixed(1)} GB`,
  );
} finally {
  tally.close();
  rmSync(folder, { recursive: true, force: true });
}
