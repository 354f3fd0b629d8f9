import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { literal, open, shape, sql } from 'tally';
import { generateEvents } from 'tally-studies';

const folder = mkdtempSync(join(tmpdir(), 'tally-shape-'));
const tally = await open({ threads: 2, memoryLimit: '1400MB' });
const { engine } = tally;
afterAll(() => {
  tally.close();
  rmSync(folder, { recursive: true });
});

/** T-3.4-COHORT and the other aggregates published for the whole file. */
const USERS = 987_991;
const BUYERS = 672_404;

/** Published figures: shares of users or buyers, with the number of people they are shares of. */
const SHARES = {
  viewers: [984_105 / USERS, 'users'],
  cart_users: [738_996 / USERS, 'users'],
  fav_users: [389_823 / USERS, 'users'],
  interested: [859_275 / USERS, 'users'],
  buyers: [BUYERS / USERS, 'users'],
  first_day: [706_641 / USERS, 'users'],
  second_day: [158_188 / USERS, 'users'],
  day_1: [0.7504, 'users'],
  day_4: [0.7422, 'users'],
  day_6: [0.7717, 'users'],
  day_7: [0.8607, 'users'],
  day_8: [0.7028, 'users'],
  repurchased: [0.6601, 'buyers'],
  vip: [0.256, 'buyers'],
  fresh: [0.515, 'buyers'],
  wake: [0.02, 'buyers'],
  lost: [0.209, 'buyers'],
} as const;

/** Published figures: means, with the relative deviation of one person's value from it (seen in the real file). */
const MEANS = {
  views: [89_660_688 / USERS, 'users', 0.9],
  carts: [5_530_446 / USERS, 'users', 1.5],
  favorites: [2_888_258 / USERS, 'users', 3],
  purchases: [2_015_839 / USERS, 'users', 1.4],
  purchases_of_buyer: [2.998, 'buyers', 1],
  purchases_of_vip: [6.37, 'vips', 0.55],
} as const;

type Measure =
  keyof typeof SHARES | keyof typeof MEANS | 'users' | 'views_peak' | 'conversion_peak' | 'conversion';

async function measured(path: string): Promise<Record<Measure, number>> {
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE events AS
    SELECT *, ("timestamp" - 1511539200) // 86400 AS day, ("timestamp" - 1511539200) % 86400 // 3600 AS hour
    FROM read_parquet(${literal(path)})
    WHERE "timestamp" >= 1511539200 AND "timestamp" < 1512316800 AND behavior_type IN ('pv', 'cart', 'fav', 'buy')`);
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE people AS
    SELECT user_id, count(*) FILTER (behavior_type = 'pv') AS pv, count(*) FILTER (behavior_type = 'cart') AS cart,
      count(*) FILTER (behavior_type = 'fav') AS fav, count(*) FILTER (behavior_type = 'buy') AS buy,
      8 - max(day) FILTER (behavior_type = 'buy') AS recency, min(day) AS d0, list_distinct(list(day)) AS days
    FROM events GROUP BY user_id`);
  const people = shape({
    users: 'integer',
    viewers: 'double',
    cart_users: 'double',
    fav_users: 'double',
    interested: 'double',
    buyers: 'double',
    first_day: 'double',
    second_day: 'double',
    day_1: 'double',
    day_4: 'double',
    day_6: 'double',
    day_7: 'double',
    day_8: 'double',
    repurchased: 'double',
    vip: 'double',
    fresh: 'double',
    wake: 'double',
    lost: 'double',
    views: 'double',
    carts: 'double',
    favorites: 'double',
    purchases: 'double',
    purchases_of_buyer: 'double',
    purchases_of_vip: 'double',
  });
  const row = await engine.one(
    sql`SELECT count(*) AS users, avg((pv > 0)::INT) AS viewers, avg((cart > 0)::INT) AS cart_users, avg((fav > 0)::INT) AS fav_users,
      avg((cart + fav > 0)::INT) AS interested, avg((buy > 0)::INT) AS buyers, avg((d0 = 0)::INT) AS first_day, avg((d0 = 1)::INT) AS second_day,
      avg(list_contains(days, d0 + 1)::INT) AS day_1, avg(list_contains(days, d0 + 4)::INT) AS day_4, avg(list_contains(days, d0 + 6)::INT) AS day_6,
      avg(list_contains(days, d0 + 7)::INT) AS day_7, avg(list_contains(days, d0 + 8)::INT) AS day_8,
      avg((buy > 1)::INT) FILTER (buy > 0) AS repurchased, avg((recency <= 4 AND buy >= 4)::INT) FILTER (buy > 0) AS vip,
      avg((recency <= 4 AND buy < 4)::INT) FILTER (buy > 0) AS fresh, avg((recency > 4 AND buy >= 4)::INT) FILTER (buy > 0) AS wake,
      avg((recency > 4 AND buy < 4)::INT) FILTER (buy > 0) AS lost, avg(pv) AS views, avg(cart) AS carts, avg(fav) AS favorites,
      avg(buy) AS purchases, avg(buy) FILTER (buy > 0) AS purchases_of_buyer, avg(buy) FILTER (buy >= 4 AND recency <= 4) AS purchases_of_vip
      FROM people`,
    people,
  );
  const hours = await engine.one(
    sql`SELECT arg_max(hour, views) AS views_peak, arg_max(hour, purchases / users) AS conversion_peak, max(purchases / users) AS conversion
      FROM (SELECT hour, count(*) FILTER (behavior_type = 'pv') AS views, count(*) FILTER (behavior_type = 'buy') AS purchases,
        count(DISTINCT user_id) AS users FROM events GROUP BY hour)
      WHERE users >= (SELECT count(*) FROM people) / 5`,
    { views_peak: 'integer', conversion_peak: 'integer', conversion: 'double' },
  );
  return { ...row, ...hours };
}

/** Four standard errors of the sample, and beside them what the model itself may be off. */
function expectPublished(found: Record<Measure, number>): void {
  const people = {
    users: found.users,
    buyers: found.users * found.buyers,
    vips: found.users * found.buyers * found.vip,
  };
  for (const [name, [published, of]] of Object.entries(SHARES)) {
    const error = 4 * Math.sqrt((published * (1 - published)) / people[of]) + 0.004;
    expect(
      Math.abs(found[name as Measure] - published),
      `${name} ${found[name as Measure]} ${published}`,
    ).toBeLessThan(error);
  }
  for (const [name, [published, of, deviation]] of Object.entries(MEANS)) {
    const error = published * (4 * (deviation / Math.sqrt(people[of])) + 0.02);
    expect(
      Math.abs(found[name as Measure] - published),
      `${name} ${found[name as Measure]} ${published}`,
    ).toBeLessThan(error);
  }
}

describe('the shape of generated events', () => {
  it('is near the published one at 200,000 rows', async () => {
    const path = join(folder, 'small.parquet');
    const { rows } = await generateEvents(tally, path, { rows: 200_000, seed: 11 });
    expect(Math.abs(rows / 200_000 - 1)).toBeLessThan(0.08);
    expectPublished(await measured(path));
  });

  it(
    'is nearer at two million, with the peaks of the day where they are published',
    { timeout: 180_000 },
    async () => {
      const path = join(folder, 'large.parquet');
      const { rows } = await generateEvents(tally, path, { rows: 2_000_000 });
      expect(Math.abs(rows / 2_000_000 - 1)).toBeLessThan(0.025);
      const found = await measured(path);
      expectPublished(found);
      expect(found).toMatchObject({ views_peak: 21, conversion_peak: 10 });
      expect(found.conversion).toBeGreaterThan(0.22);
      expect(found.conversion).toBeLessThan(0.26);
      const links = await engine.one(
        sql`WITH pairs AS (SELECT user_id, item_id, min("timestamp") FILTER (behavior_type <> 'buy') AS before FROM events GROUP BY ALL)
        SELECT avg((before < "timestamp")::INT) AS earlier FROM (SELECT * FROM events WHERE behavior_type = 'buy')
        JOIN (SELECT user_id, item_id, coalesce(before, 9e15) AS before FROM pairs) USING (user_id, item_id)`,
        { earlier: 'double' },
      );
      expect(links.earlier).toBeGreaterThan(0.55);
      expect(links.earlier).toBeLessThan(0.68);
      const categories = await engine.one(
        sql`WITH ranked AS (SELECT purchases, sum(purchases) OVER (ORDER BY purchases DESC, category_id) / sum(purchases) OVER () AS share
          FROM (SELECT category_id, count(*) AS purchases FROM events WHERE behavior_type = 'buy' GROUP BY 1))
        SELECT count(*) FILTER (share < 0.8) + 1 AS for_80 FROM ranked`,
        { for_80: 'integer' },
      );
      expect(Math.abs(categories.for_80 / 689 - 1)).toBeLessThan(0.06);
    },
  );

  it('has flaws in about the published share, and none when asked', async () => {
    const count = async (name: string, flaws: boolean) => {
      await generateEvents(tally, join(folder, name), { rows: 300_000, seed: 4, flaws });
      return engine.one(
        sql`SELECT count(*) AS rows, count(*) FILTER ("timestamp" < 1511539200 OR "timestamp" >= 1512316800) AS outside,
            count(*) FILTER (coalesce(behavior_type, '') NOT IN ('pv', 'cart', 'fav', 'buy')) AS unknown,
            count(*) FILTER ("timestamp" >= 2114352000) AS ahead,
            count(*) - count(DISTINCT (user_id, item_id, coalesce(behavior_type, ''), "timestamp")) AS again
          FROM read_parquet(${literal(join(folder, name))})`,
        { rows: 'integer', outside: 'integer', unknown: 'integer', ahead: 'integer', again: 'integer' },
      );
    };
    const flawed = await count('flawed.parquet', true);
    expect(flawed.outside / flawed.rows).toBeGreaterThan(0.0004);
    expect(flawed.outside / flawed.rows).toBeLessThan(0.0007);
    for (const some of [flawed.unknown, flawed.ahead, flawed.again]) {
      expect(some).toBeGreaterThan(0);
      expect(some).toBeLessThan(30);
    }
    expect(await count('sound.parquet', false)).toMatchObject({ outside: 0, unknown: 0, ahead: 0, again: 0 });
  });
});
