import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  categories,
  count,
  finding,
  open,
  OptionsError,
  percent,
  purchases,
  rfm,
  segmentSizes,
  type Tally,
} from 'tally';
import { resampled } from '../../../lib/src/notebook/resample.js';
import { sql } from '../../../lib/src/engine/sql.js';
import { sessionEvents } from '../session-events.js';
import { tableOf } from '../table-of.js';
import type { TestEvent } from '../events.js';

let tally: Tally;
let shown: string[] = [];
beforeAll(async () => {
  tally = await open({ threads: 1 });
  vi.spyOn(console, 'log').mockImplementation((text: string) => shown.push(text));
});
afterEach(() => {
  shown = [];
});
afterAll(() => {
  vi.restoreAllMocks();
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

type People = Awaited<ReturnType<typeof people>>;

const share = async (users: People) => {
  const { n, town } = await users.engine.one(
    sql`SELECT count(*) AS n, count(CASE WHEN town = 'in' THEN 1 END) AS town FROM ${users}`,
    { n: 'integer', town: 'integer' },
  );
  return { n: count(n), town: percent(n === 0 ? null : town / n) };
};

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

describe('a finding over users', () => {
  it('holds in all resamples where its condition is far off, and in about half at its edge', async () => {
    const before = await tables();
    const clear = await finding.over(
      await people(100, 80),
      share,
      '{town} of {n} users live in town.',
      ({ town }) => town > 0.5,
    );
    expect(clear).toMatchObject({ verdict: 'holds', ok: true });
    expect(await clear.robustness({ resamples: 60, seed: 1 })).toMatchObject({ resamples: 60, holds: 60 });
    const edge = await finding.over(
      await people(100, 50),
      share,
      '{town} of {n} users live in town.',
      ({ town }) => town >= 0.5,
    );
    const found = await edge.robustness({ resamples: 60, seed: 1 });
    expect(found.holds).toBeGreaterThan(18);
    expect(found.holds).toBeLessThan(46);
    expect(await edge.robustness({ resamples: 60, seed: 1 })).toEqual(found);
    expect(await edge.robustness({ resamples: 60, seed: 2 })).not.toEqual(found);
    expect(await tables()).toBe(before + 2);
    expect(shown.slice(0, 2)).toEqual([
      '✓ Holds. 80.0% of 100 users live in town.',
      'Holds in 100% of 60 resamples of users.',
    ]);
  });

  it('is judged by other ways to measure too, and says where it cannot be told', async () => {
    const users = await people(20, 15);
    const all = () => Promise.resolve({ n: count(20), town: percent(1) });
    const none = () => Promise.resolve({ n: count(20), town: percent(null) });
    const found = await finding.over(users, share, '{town} of {n}.', ({ town }) => town > 0.2);
    const robust = await found.robustness({ resamples: 10, variants: { all, none } });
    expect(robust.variants).toEqual({ all: 'holds', none: 'undefined' });
    expect(robust.text).toEqual({
      en: 'Holds in 100% of 10 resamples of users; holds in 1 of 2 other ways to measure.',
      zh: '在10次用户重抽样中，100%成立；在2种其他算法中，1种成立。',
    });
    const never = await finding.over(users, none, '{town} of {n}.', ({ town }) => town > 0.2);
    expect((await never.robustness({ resamples: 3 })).text.en).toBe(
      'Holds in 0% of 3 resamples of users; cannot be told in 100%.',
    );
    await expect(found.robustness({ resamples: 0 })).rejects.toThrow(OptionsError);
    await expect(found.robustness({ seed: 0.5 })).rejects.toThrow(OptionsError);
  });

  it('measures segments anew, and leaves no tables behind', async () => {
    const rows = Array.from({ length: 60 }, (_, k) => [`u${k}`, k % 30, k % 7, (k * 37) % 500]);
    const users = await tableOf(
      tally,
      'customers',
      { person: 'text', days: 'integer', orders: 'integer', money: 'integer' },
      rows,
      { user: 'person', recency: 'days', frequency: 'orders', monetary: 'money' },
    );
    const before = await tables();
    const measured = async (some: typeof users) => {
      const sizes = await segmentSizes(await rfm(some));
      return { key: sizes.at({ segment: 'keyValue' }) };
    };
    const found = await finding.over(
      users,
      measured,
      '{key.share} are key users.',
      ({ key }) => key.share < 0.9,
    );
    expect(found.verdict).toBe('holds');
    const made = await tables();
    expect(made).toBeGreaterThanOrEqual(before);
    expect((await found.robustness({ resamples: 5, seed: 1 })).holds).toBe(5);
    expect(await tables()).toBe(made);
  });
});
