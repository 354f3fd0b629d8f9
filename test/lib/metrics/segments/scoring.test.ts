import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  MetricError,
  open,
  OptionsError,
  rfm,
  RFM_SEGMENTS,
  segments,
  sql,
  type RfmOptions,
  type Tally,
} from 'tally';
import { TIE_POLICIES } from '../../../../lib/src/metrics/segments/ties.js';
import { tableOf } from '../../table-of.js';
import { scoreByHand, type Person } from './score-by-hand.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const person = (id: number | string, days: number, orders: number, spent: number): Person => ({
  id: String(id),
  days,
  orders,
  spent,
});

type Line = Readonly<Record<keyof Person, string | number | null>>;
const ROLES = { user: 'nr', recency: 'tage', frequency: 'kaeufe', monetary: 'umsatz' } as const;
const customers = (people: readonly Line[]) =>
  tableOf(
    tally,
    'kunden',
    { nr: 'text', zeile: 'integer', tage: 'integer', kaeufe: 'integer?', umsatz: 'decimal' },
    people.map(({ id, days, orders, spent }, index) => [id, index, days, orders, spent]),
    ROLES,
  );

async function score(people: readonly Person[], options: RfmOptions = {}) {
  const scored = await rfm(await customers(people), options);
  const rows = await tally.engine.all(
    sql`SELECT nr, r_score, f_score, m_score, segment FROM ${scored} ORDER BY zeile`,
    { nr: 'text', r_score: 'integer', f_score: 'integer', m_score: 'integer', segment: 'text' },
  );
  return {
    sizes: await segments.sizes(scored),
    rows: rows.map((row) => ({ ...row, scores: [row.r_score, row.f_score, row.m_score] })),
  };
}

const LEVELS = Object.entries(RFM_SEGMENTS).map(([key, { levels }]) => [key, Object.values(levels)] as const);
const segmentOf = (scores: readonly number[], high: number) =>
  LEVELS.find(([, levels]) => levels.every((level, index) => level === (scores[index] ?? 0) >= high))?.[0];

describe('scores', () => {
  it('go by id among equals under key, whatever the order of the file', async () => {
    const people = [person('c', 1, 1, 3), person('a', 1, 1, 3), person('b', 2, 2, 4)];
    const { rows } = await score(people, { ties: 'key', bins: 3 });
    expect(rows.map((row) => row.scores)).toEqual([
      [3, 2, 2],
      [2, 1, 1],
      [1, 3, 3],
    ]);
  });

  it.each([
    ['percent_rank', [1, 1, 1, 1, 3, 3, 4, 4, 4, 5]],
    ['cume_dist', [1, 2, 2, 2, 3, 3, 5, 5, 5, 5]],
    ['mean', [1, 2, 2, 2, 3, 3, 4, 4, 4, 5]],
  ] as const)('are equal for equal values under %s', async (ties, expected) => {
    const people = [1, 2, 2, 2, 3, 3, 9, 9, 9, 10].map((value, index) => person(index, value, value, value));
    const { rows } = await score(people, { ties });
    expect(rows.map((row) => row.m_score)).toEqual(expected);
    expect(rows.map((row) => row.f_score)).toEqual(expected);
    for (const [index, { days }] of people.entries()) {
      const equal = people.findIndex((other) => other.days === days);
      expect(rows[index]?.r_score).toBe(rows[equal]?.r_score);
    }
  });

  it('are what scoring by hand gives, for any customers and policy', async () => {
    const anyone = fc.record({
      days: fc.integer({ min: 0, max: 6 }),
      orders: fc.integer({ min: 1, max: 5 }),
      spent: fc.integer({ min: 1, max: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyone, { minLength: 3, maxLength: 25 }),
        fc.constantFrom(...TIE_POLICIES),
        fc.integer({ min: 2, max: 3 }),
        async (drawn, ties, bins) => {
          const people = drawn.map((one, index) => ({ ...one, id: String(index) }));
          for (const value of ['days', 'orders', 'spent'] as const) {
            fc.pre(new Set(people.map((one) => one[value])).size > 1);
          }
          const { rows, sizes } = await score(people, { ties, bins });
          const byHand = scoreByHand(people, ties, bins);
          expect(rows.map(({ scores, segment }) => ({ scores, segment }))).toEqual(
            byHand.map((scores) => ({ scores, segment: segmentOf(scores, 2) })),
          );
          expect(sizes.total('users').raw).toBe(people.length);
          expect(sizes.total('share').raw).toBeCloseTo(1, 12);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('do not depend on the order of rows', async () => {
    const people = Array.from({ length: 23 }, (_, n) => person(n, n % 4, 1 + (n % 3), 1 + (n % 5)));
    for (const ties of TIE_POLICIES) {
      const forwards = await score(people, { ties });
      const backwards = await score(people.toReversed(), { ties });
      expect(backwards.rows.toReversed()).toEqual(forwards.rows);
    }
  });

  it('take cuts: at a cut counts as reached, for recency as stayed below', async () => {
    const people = [person(1, 30, 4, 100), person(2, 31, 3, 99.99), person(3, 0, 40, 1)];
    const cuts = { recency: [7, 30], frequency: [2, 4], monetary: [100] };
    const { rows } = await score(people, { cuts, high: { recency: 2, frequency: 3, monetary: 2 } });
    expect(rows.map((row) => row.scores)).toEqual([
      [2, 3, 2],
      [1, 2, 1],
      [3, 3, 1],
    ]);
    expect(rows.map((row) => row.segment)).toEqual(['keyValue', 'generalWinBack', 'generalValue']);
  });
});

describe('segment sizes', () => {
  it('have all segments, empty ones with 0, and no share of a revenue of nothing', async () => {
    const { sizes } = await score(
      [1, 2, 3].map((n) => person(n, n, n, 0)),
      { ties: 'mean', bins: 2 },
    );
    expect(sizes.rows.map((row) => row.segment)).toEqual(Object.keys(RFM_SEGMENTS));
    expect(sizes.rows.every((row) => row.revenue === 0 && row.revenueShare === null)).toBe(true);
    expect(sizes.where((row) => row.users === 0).rows.every((row) => row.perUser === null)).toBe(true);
  });
});

describe('rfm of a table that is too small or too uniform', () => {
  const five = [1, 2, 3, 4, 5].map((n) => person(n, n, n, 600 - 100 * n));

  it('has as many scores as users, and says so', async () => {
    const table = await customers(five.slice(0, 4));
    const { plan } = await rfm(table);
    expect(plan).toMatchObject({
      bins: 4,
      note: { en: 'Too few users (4) for 5 scores: take the segments with caution.' },
    });
    const { rows, sizes } = await score(five.slice(0, 4), {});
    expect(rows.map((row) => row.scores)).toEqual([
      [4, 1, 4],
      [3, 2, 3],
      [2, 3, 2],
      [1, 4, 1],
    ]);
    expect(sizes.note).toEqual(plan.note);
    expect(sizes.where({ segment: 'generalRetain' }).total('users').raw).toBe(2);
  });

  it('lowers what counts as high to the best score that there is', async () => {
    const three = five.slice(0, 3);
    const highOf = async (high: NonNullable<RfmOptions['high']>) => {
      const { plan } = await rfm(await customers(three), { high });
      return [plan.bins, ...plan.dimensions.map((one) => one.high)];
    };
    expect(await highOf(5)).toEqual([3, 3, 3, 3]);
    expect(await highOf(2)).toEqual([3, 2, 2, 2]);
    expect(await highOf({ recency: 5, frequency: 3 })).toEqual([3, 3, 3, 2]);
  });

  it('minds neither where cuts are given or equals score alike', async () => {
    const equal = five.slice(0, 2).map((one) => ({ ...one, days: 3 }));
    const cuts = { recency: [7], frequency: [1], monetary: [1] };
    const { plan } = await rfm(await customers(equal), { cuts });
    expect([plan.note, ...plan.dimensions.map(({ same }) => same)]).toEqual([null, false, false, false]);
    const alike = await rfm(await customers(five.map((one) => ({ ...one, days: 3 }))), { ties: 'mean' });
    expect([alike.plan.note, ...alike.plan.dimensions.map(({ same }) => same)]).toEqual([
      ...[null, false, false, false],
    ]);
  });

  it('says in both languages what is too small and what is too uniform', async () => {
    const noteOf = async (people: readonly Person[]) => (await rfm(await customers(people))).plan.note;
    const equal = five.map((one) => ({ ...one, days: 3, orders: 2 }));
    expect(await noteOf(equal.slice(0, 4))).toEqual({
      en:
        'Too few users (4) for 5 scores: take the segments with caution. ' +
        'Everybody has the same value, so nobody counts as high: tage, kaeufe.',
      zh: '只有4个用户，不足以分成5档评分，分层仅供参考。全体用户取值相同，无人计为高：tage、kaeufe。',
    });
    expect((await noteOf(five.slice(0, 4)))?.zh).toBe('只有4个用户，不足以分成5档评分，分层仅供参考。');
    expect((await noteOf(equal))?.zh).toBe('全体用户取值相同，无人计为高：tage、kaeufe。');
    expect(await noteOf(five)).toBeNull();
  });

  it.each([0, 1])('has a result of %i users', async (users) => {
    const { rows, sizes } = await score(five.slice(0, users), {});
    expect(rows.map((row) => row.scores)).toEqual(Array.from({ length: users }, () => [1, 1, 1]));
    expect(sizes.total('users').raw).toBe(users);
    expect(sizes.rows.every(({ share }) => (share === null) === (users === 0))).toBe(true);
  });

  it('takes nobody for high in what is the same for everybody, and leaves the other scores alone', async () => {
    const equal = five.map((one) => ({ ...one, days: 3 }));
    const [{ rows }, { rows: usual }] = [await score(equal, {}), await score(five, {})];
    expect(rows.map(({ scores: [recency] }) => recency)).toEqual([3, 3, 3, 3, 3]);
    expect(rows.map(({ scores: [, ...others] }) => others)).toEqual(
      usual.map(({ scores: [, ...others] }) => others),
    );
    expect((await rfm(await customers(equal))).plan.note?.en).toMatch(/^Everybody has the same value/);
  });
});

describe('rfm refuses', () => {
  const five = [1, 2, 3, 4, 5].map((n) => person(n, n, n, 600 - 100 * n));
  const refused = async (
    people: readonly Line[],
    options: RfmOptions,
    kind: typeof MetricError,
    message: RegExp,
  ) => {
    const attempt = rfm(await customers(people), options);
    await expect(attempt).rejects.toThrow(kind);
    await expect(attempt).rejects.toThrow(message);
  };

  it.each<[string, readonly Line[], RegExp]>([
    [
      'negative values',
      five.map((one) => ({ ...one, spent: one.spent - 200 })),
      /umsatz: 1 values are negative/,
    ],
    [
      'missing values',
      five.map((one) => ({ ...one, orders: one.orders === 3 ? null : one.orders })),
      /kaeufe: 1 values are missing/,
    ],
  ])('%s', (_, people, message) => refused(people, {}, MetricError, message));

  it.each<[string, RfmOptions, RegExp]>([
    ['one bin', { bins: 1 }, /at least 2 bins/],
    [
      'cuts out of order',
      { cuts: { recency: [3, 2], frequency: [1], monetary: [1] } },
      /Cuts of recency must be ascending/,
    ],
    [
      'no cut',
      { cuts: { recency: [3], frequency: [], monetary: [1] } },
      /Cuts of frequency must be ascending/,
    ],
    [
      'equal cuts',
      { cuts: { recency: [3, 3], frequency: [1], monetary: [1] } },
      /Cuts of recency must be ascending .* not \[3, 3\]/,
    ],
    ['cuts of one dimension alone', { cuts: { recency: [3] } }, /Cuts of frequency .* not \[\]/],
    ['a high score that there is not', { high: 6 }, /whole number from 2 to 5/],
    ['a high score that everybody has', { high: 1 }, /whole number from 2 to 5, the best score, not 1/],
    ['a high score between two', { high: 2.5 }, /whole number from 2 to 5, the best score, not 2.5/],
    ['an unknown policy', { ties: 'random' as 'key' }, /Unknown tie policy "random"/],
    ['no dimension', { dimensions: [] }, /at least one dimension: recency, frequency, monetary/],
    [
      'segments that leave a combination out',
      { segments: { stars: RFM_SEGMENTS.keyValue } },
      /7 of 8 combinations of levels have no segment/,
    ],
    [
      'segments that overlap',
      { segments: { stars: RFM_SEGMENTS.keyValue, more: RFM_SEGMENTS.keyValue } },
      /more has the same levels as another/,
    ],
    [
      'segments that do not look at every dimension',
      { segments: { stars: { label: 'Stars', levels: { recency: true } } } },
      /stars must give a level, true or false, for each of recency, frequency, monetary/,
    ],
    [
      'segments that look at more dimensions',
      { dimensions: ['recency', 'frequency'], segments: RFM_SEGMENTS },
      /keyValue must give a level, true or false, for each of recency, frequency and nothing else/,
    ],
    [
      'segments that look at another dimension',
      {
        dimensions: ['recency', 'frequency'],
        segments: { stars: { label: 'Stars', levels: { recency: true, monetary: true } } },
      },
      /stars must give a level, true or false, for each of recency, frequency and nothing else/,
    ],
  ])('%s', (_, options, message) => refused(five, options, OptionsError, message));
});
