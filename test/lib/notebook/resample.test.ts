import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { categories, funnel, open, portrait, purchases, retention, rfm, segmentSizes, traffic } from 'tally';
import type { Result, Tally } from 'tally';
import { sql } from '../../../lib/src/engine/sql.js';
import { rollupsOf } from '../../../lib/src/events/rollups.js';
import { layoutOf } from '../../../lib/src/events/tables.js';
import { resampled, type EventSource } from '../../../lib/src/notebook/resample.js';
import { STEPS, TRAFFIC, TYPE_KEYS, type TestEvent } from '../events.js';
import { sessionEvents } from '../session-events.js';
import { tableOf } from '../table-of.js';

let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 1 })));
afterAll(() => {
  tally.close();
});

const COLUMNS = { person: 'text', spent: 'integer', town: 'text' } as const;

/** Users of whom a share lives in town. */
const people = (n: number, inTown: number) =>
  tableOf(
    tally,
    'people',
    COLUMNS,
    Array.from({ length: n }, (_, k) => [`p${k}`, k, k < inTown ? 'in' : 'out']),
    { user: 'person' },
  );

const tables = async () =>
  (await tally.engine.one(sql`SELECT count(*) AS n FROM information_schema.tables`, { n: 'integer' })).n;

describe('a resample of users', () => {
  it('has as many users, each with an id of its own, the same for the same seed', async () => {
    const users = await people(40, 10);
    const rowsOf = async (trial: number) => {
      const { source, drop } = await resampled(users, 7, trial);
      const rows = await tally.engine.all(sql`SELECT person, spent FROM ${source} ORDER BY person`, {
        person: 'text',
        spent: 'integer',
      });
      await drop();
      return rows;
    };
    const [one, again, other] = [await rowsOf(0), await rowsOf(0), await rowsOf(1)];
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
    expect(new Set(one.map(({ person }) => person)).size).toBe(40);
    // About 1 - 1 / e of users are drawn at all.
    const drawn = new Set(one.map(({ spent }) => spent)).size;
    expect(drawn).toBeGreaterThan(18);
    expect(drawn).toBeLessThan(33);
  });

  it('draws every user equally often', async () => {
    const users = await people(10, 5);
    const times = Array.from({ length: 10 }, () => 0);
    for (let trial = 0; trial < 60; trial += 1) {
      const { source, drop } = await resampled(users, 1, trial);
      for (const { spent } of await tally.engine.all(sql`SELECT spent FROM ${source}`, {
        spent: 'integer',
      })) {
        times[spent] = (times[spent] ?? 0) + 1;
      }
      await drop();
    }
    times.forEach((n) => {
      expect(n).toBeGreaterThan(35);
      expect(n).toBeLessThan(88);
    });
  });

  it('takes all events of a drawn user along, and rolls them up', async () => {
    const events = Array.from({ length: 12 }, (_, user) =>
      Array.from({ length: user + 1 }, (__, hour): TestEvent => ({
        user,
        behavior: 'buy',
        category: user,
        at: `2017-11-27 ${String(hour).padStart(2, '0')}:00`,
      })),
    ).flat();
    const { source, drop } = await resampled(await sessionEvents(tally, events), 3, 0);
    const counts = await tally.engine.all(
      sql`SELECT user_id, count(*) AS n, min(category_id) AS old FROM ${source.events} GROUP BY user_id`,
      { user_id: 'integer', n: 'integer', old: 'integer' },
    );
    expect(counts).toHaveLength(12);
    counts.forEach(({ n, old }) => expect(n).toBe(old + 1));
    const often = await purchases.perBuyer(source, { type: 'buy' });
    expect(often.summary.at().buyers.raw).toBe(12);
    expect((await categories.shared(source, { type: 'buy' })).at().users.raw).toBe(12);
    await drop();
  });
});

/** The places, from 0, of the users drawn, by the definition: user by user. */
const drawnPlaces = (n: number, seed: number, trial: number) =>
  Array.from({ length: n }, (_, k) => {
    const sum = createHash('md5')
      .update(`${seed}:${trial}:${k + 1}`)
      .digest('hex');
    return Number(BigInt(`0x${sum.slice(0, 12)}`) % BigInt(n));
  }).toSorted((a, b) => a - b);

describe('metrics of drawn users', () => {
  it('are those of a table into which the drawn rows were copied', async () => {
    const columns = { person: 'text', days: 'integer', orders: 'integer', money: 'integer' } as const;
    const roles = { user: 'person', recency: 'days', frequency: 'orders', monetary: 'money' } as const;
    // Ids in the order of places, and many ties.
    const rows = Array.from({ length: 90 }, (_, k) => {
      return [`u${String(k).padStart(2, '0')}`, k % 30, k % 7, (k * 37) % 50] as const;
    });
    const users = await tableOf(tally, 'customers', columns, rows, roles);
    const copied = drawnPlaces(90, 4, 2).map((place, index) => {
      const [, ...rest] = rows[place] ?? rows[0] ?? [''];
      return [String(index + 1).padStart(12, '0'), ...rest];
    });
    const copy = await tableOf(tally, 'copied', columns, copied, roles);
    const { source, drop } = await resampled(users, 4, 2);
    const sizesOf = async (some: typeof users) => (await segmentSizes(await rfm(some, { ties: 'key' }))).rows;
    expect(await sizesOf(source)).toEqual(await sizesOf(copy));
    expect(await sizesOf(source)).not.toEqual(await sizesOf(users));
    const comparedOf = async (some: typeof users) => {
      const found = await portrait.compareGroups(some, 'money', 'orders');
      return [found.rows, found.pairs.rows];
    };
    expect(await comparedOf(source)).toEqual(await comparedOf(copy));
    await drop();
  });
});

/** Events of users who differ in how many, at which times and of which kinds. */
const SHOP: readonly TestEvent[] = Array.from({ length: 30 }, (_, user) =>
  Array.from({ length: 2 + (user % 9) }, (__, n): TestEvent => {
    const [day, hour] = [25 + ((user * n) % 6), (user * 5 + n * 7) % 24];
    return {
      user,
      item: (user + n) % 5,
      category: (user * n) % 4,
      behavior: TYPE_KEYS[(user + n * n) % TYPE_KEYS.length] ?? 'pv',
      at: `2017-11-${day} ${String(hour).padStart(2, '0')}:30`,
    };
  }),
).flat();

/** The events copied, and all rollups made from the copy. */
async function copyOf<E extends EventSource>(source: E): Promise<E> {
  const { window, types, events, session } = source;
  const named = (name: string, columns: object) => ({ name: session.uniqueName(name), columns });
  const copy = named('copy', events.columns) as typeof events;
  await session.engine.run(sql`CREATE TABLE ${copy} AS SELECT * FROM ${events}`);
  const made: Record<string, unknown> = { events: copy };
  for (const { name, columns, make } of rollupsOf({ window, types, layout: layoutOf(events) })) {
    const table = named(`copy_${name}`, columns) as typeof events;
    await session.engine.run(sql`CREATE TABLE ${table} AS ${make(sql`${copy}`)}`);
    made[name] = table;
  }
  return { ...source, ...made };
}

describe.each([
  ['a short window', {}],
  ['a window too long for sets of days', { to: '2018-02-28' }],
])('metrics of drawn events in %s', (_, options) => {
  it('are those of events that were copied and rolled up', async () => {
    const events = await sessionEvents(tally, SHOP, options);
    const before = await tables();
    const { source, drop } = await resampled(events, 5, 3);
    const copy = await copyOf(source);
    const all = async (some: typeof events): Promise<Result['rows'][]> => {
      const found = [
        await traffic.byHour(some, TRAFFIC),
        await traffic.byDay(some, TRAFFIC),
        await traffic.cells(some, TRAFFIC),
        await traffic.differencePerView(some, TRAFFIC, { hours: [1, 2, 3] }, { hours: [10, 11, 12] }),
        await categories.concentration(some),
        await categories.shared(some, { type: 'buy' }),
        await purchases.perBuyer(some, { type: 'buy' }),
        await funnel.sets(some, { steps: STEPS }),
        await funnel.ordered(some, { steps: STEPS, window: 86_400 }),
        await retention.cohorts(some),
      ] as unknown as readonly Result[];
      return found.map(({ rows }) => rows);
    };
    expect(await all(source)).toEqual(await all(copy));
    expect(await all(source)).not.toEqual(await all(events));
    for (const name of ['users', 'hours', 'categories', 'days'] as const) {
      const [drawn, made] = [source[name], copy[name]];
      if (drawn === null || made === null) continue;
      const apart = sql`SELECT count(*) AS n FROM (
        (SELECT * FROM ${drawn} EXCEPT ALL SELECT * FROM ${made})
        UNION ALL (SELECT * FROM ${made} EXCEPT ALL SELECT * FROM ${drawn}))`;
      expect(await tally.engine.one(apart, { n: 'integer' }), name).toEqual({ n: 0 });
    }
    await drop();
    expect(await tables()).toBe(before);
  });
});
