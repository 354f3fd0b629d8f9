import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { count, finding, open, OptionsError, percent, rfm, segmentSizes, show, type Tally } from 'tally';
import { DISPLAY } from '../../../lib/src/core/display.js';
import { sql } from '../../../lib/src/engine/sql.js';
import { tableOf } from '../table-of.js';

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
    expect(shown).toEqual([
      '✓ Holds. 80.0% of 100 users live in town.',
      '✓ Holds. 50.0% of 100 users live in town.',
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

  it('shows itself once: as the last expression of a cell, or by show', async () => {
    const found = await finding.over(
      await people(20, 15),
      share,
      '{town} of <{n}>.',
      ({ town }) => town > 0.2,
    );
    const robust = await found.robustness({ resamples: 5 });
    expect(shown).toHaveLength(1);
    expect(robust[DISPLAY]()).toEqual({
      data: {
        'application/vnd.claim-robustness.v1+json': {
          finding: '75.0% of <20>.',
          text: 'Holds in 100% of 5 resamples of users.',
        },
        'text/html': '<p><small>Holds in 100% of 5 resamples of users.</small></p>',
        'text/markdown': '*Holds in 100% of 5 resamples of users.*',
        'text/plain': 'Holds in 100% of 5 resamples of users.',
      },
    });
    await show(robust);
    expect(shown.slice(1)).toEqual(['Holds in 100% of 5 resamples of users.']);
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
