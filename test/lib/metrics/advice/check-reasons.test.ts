import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advice, open, OptionsError, regions, rfm, segments, type Tally } from 'tally';
import * as column from '../../../../lib/src/core/column.js';
import { Result } from '../../../../lib/src/core/result.js';
import { CUTS, customersOf, gone, star, type Key } from '../segments/customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const customers = () =>
  customersOf(tally, [
    star({ land: 'Uri' }),
    star({ land: 'Uri' }),
    gone({ land: 'Zug' }),
    gone({ land: 'Zug' }),
  ]);
const profiles = async () => segments.profiles(await rfm(await customers(), CUTS));

const HORIZONS = {
  now: { label: { en: 'Now', zh: '立即' } },
  later: { label: { en: 'Later', zh: '以后' } },
} as const;

const write = (
  measure: string,
  is: 'above' | 'below',
  goal = `Goal ${measure}`,
): advice.Action<string, 'now' | 'later'> => ({
  goal,
  steps: [
    { en: 'Write', zh: '写信' },
    { en: 'Wait', zh: '等待' },
  ],
  channels: [
    { en: 'mail', zh: '邮件' },
    { en: 'call', zh: '电话' },
  ],
  horizon: 'now',
  because: [
    { measure, is },
    { measure: 'frequency', is: 'below' },
  ],
  costBelow: 'orderValue',
});

const catalog: advice.Catalog<Key, string, 'now' | 'later'> = {
  horizons: HORIZONS,
  actions: {
    stars: [write('monetary', 'above')],
    sleepers: [write('recency', 'above')],
    starters: [write('recency', 'below')],
    gone: [write('recency', 'above'), { ...write('income', 'above', 'Equal'), horizon: 'later' }],
  },
};

describe('reasons', () => {
  it('stand only with the whole interval on the side that the action supposes', async () => {
    const spread = (incomes: readonly number[]) => [
      ...incomes.map((income) => star({ income })),
      ...incomes.map((income) => gone({ income: income - 30_000 })),
    ];
    const standing = async (incomes: readonly number[]) => {
      const measured = await segments.profiles(await rfm(await customersOf(tally, spread(incomes)), CUTS));
      const actions = { ...catalog.actions, stars: [write('income', 'above')] as const };
      const { reasons } = advice.checkReasons(measured, 'segment', { ...catalog, actions });
      return reasons.at({ segment: 'stars', measure: 'income' }).stands.raw;
    };
    // The mean is 15,000 above that of all; its interval reaches 2 × 0.98 × 5,000 and 2 × 0.98 × 10,000 below.
    expect(await standing([65_000, 70_000, 75_000, 80_000])).toBe(true);
    expect(await standing([40_000, 60_000, 90_000, 100_000])).toBe(false);
    expect(await standing([70_000])).toBeNull();
  });

  it('say nothing where the groups were made by what they compare', async () => {
    const checked = advice.checkReasons(await profiles(), 'segment', {
      ...catalog,
      defining: ['recency', 'monetary', 'frequency'],
    });
    const { reasons } = checked;
    expect(reasons.where({ basis: 'data' }).rows.map(({ measure }) => measure)).toEqual(['income']);
    const ofStars = reasons.where({ segment: 'stars', basis: 'definition' }).rows;
    expect(ofStars.map(({ measure, stands }) => [measure, stands])).toEqual([
      ['monetary', null],
      ['frequency', false],
    ]);
    expect(checked.rows.map((row) => [row.segment, row.stands])).toEqual([
      ['stars', false],
      ['sleepers', null],
      ['starters', null],
      ['gone', null],
      ['gone', false],
    ]);
    expect(checked.at({ segment: 'stars' }).reasons.en).toBe('≡ umsatz €1,000 > €600; ✗ kaeufe 5.0 < 3.0');
    expect(checked.at({ segment: 'sleepers' }).reasons.en).toContain('? tage n/a > 12.5');
  });

  it('are compared with all users; equal values do not stand', async () => {
    const checked = advice.checkReasons(await profiles(), 'segment', catalog);
    expect(
      checked.reasons.rows.map((row) => [row.segment, row.measure, row.mean, row.overall, row.stands]),
    ).toEqual([
      ['stars', 'monetary', 1000, 600, true],
      ['stars', 'frequency', 5, 3, false],
      ['sleepers', 'recency', null, 12.5, null],
      ['sleepers', 'frequency', null, 3, null],
      ['starters', 'recency', null, 12.5, null],
      ['starters', 'frequency', null, 3, null],
      ['gone', 'recency', 20, 12.5, true],
      ['gone', 'frequency', 1, 3, true],
      ['gone', 'income', 50_000, 50_000, false],
      ['gone', 'frequency', 1, 3, true],
    ]);
    expect(checked.rows.map((row) => [row.segment, row.stands, row.costBelow])).toEqual([
      ['stars', false, 200],
      ['sleepers', null, null],
      ['starters', null, null],
      ['gone', true, 200],
      ['gone', false, 200],
    ]);
  });

  it('are written with their values, in both languages', async () => {
    const checked = advice.checkReasons(await profiles(), 'segment', catalog);
    expect(checked.at({ segment: 'stars' })).toMatchObject({
      steps: { en: 'Write. Wait.', zh: '写信。等待。' },
      channels: { en: 'mail, call', zh: '邮件、电话' },
      horizon: { en: 'Now', zh: '立即' },
      reasons: {
        en: '✓ umsatz €1,000 > €600; ✗ kaeufe 5.0 < 3.0',
        zh: '✓ umsatz €1,000 > €600；✗ kaeufe 5.0 < 3.0',
      },
      costBelow: { en: '€200' },
    });
    expect(checked.at({ segment: 'sleepers' }).reasons.en).toContain('? tage n/a > 12.5');
  });

  it('hold for regions as well, of which none may be left out', async () => {
    const [most, least] = [
      [900, 1100].map((spent) => star({ land: 'Uri', spent })),
      [190, 210].map((spent) => gone({ land: 'Zug', spent })),
    ];
    const { measures } = await regions(await customersOf(tally, [...most, ...least]));
    const action: advice.Action<string, 'now'> = {
      ...write('perUser', 'below'),
      horizon: 'now',
      because: [{ measure: 'perUser', is: 'below' }],
      costBelow: 'revenuePerOrder',
    };
    const horizons = { now: HORIZONS.now };
    const checked = advice.checkReasons(measures, 'region', {
      horizons,
      actions: { Uri: [action], Zug: [action] },
    });
    expect(checked.rows.map((row) => [row.region, row.stands, row.costBelow])).toEqual([
      ['Uri', false, 200],
      ['Zug', true, 200],
    ]);
    expect(() => advice.checkReasons(measures, 'region', { horizons, actions: { Uri: [action] } })).toThrow(
      /no actions for region "Zug".*It has actions for Uri/,
    );
  });

  it('refuse what was not measured, and a time that is none', async () => {
    const measured = await profiles();
    const taste = {
      ...catalog,
      actions: { ...catalog.actions, gone: [write('category', 'above')] as const },
    };
    expect(() => advice.checkReasons(measured, 'segment', taste)).toThrow(OptionsError);
    expect(() => advice.checkReasons(measured, 'segment', taste)).toThrow(
      /"category", which was not measured/,
    );
    const timeless = { ...catalog, horizons: { later: HORIZONS.later } } as unknown as typeof catalog;
    expect(() => advice.checkReasons(measured, 'segment', timeless)).toThrow(/starts at "now"/);
  });

  it('do not compile with a segment left out, or with a measure that the catalog does not know', async () => {
    const { stars, sleepers, starters } = catalog.actions;
    const partial = { horizons: HORIZONS, actions: { stars, sleepers, starters } };
    const measured = await profiles();
    // @ts-expect-error nothing is to be done for those who are gone
    expect(() => advice.checkReasons(measured, 'segment', partial)).toThrow(/no actions for segment "gone"/);
    // @ts-expect-error there is no such measure
    const taste: advice.Reason<'recency' | 'monetary'> = { measure: 'category', is: 'above' };
    expect(taste.is).toBe('above');
  });
});

interface Measure {
  readonly mean: number | null;
  readonly overall?: number | null;
  readonly interval?: { readonly low: number; readonly high: number } | null;
}

/** The actions of group `a` by these measures, where the mean of all users is 10 unless another is given. */
function checkedBy(
  measures: Readonly<Record<string, Measure>>,
  because: readonly [advice.Reason, ...advice.Reason[]],
  { defining = [], costBelow }: { readonly defining?: readonly string[]; readonly costBelow?: string } = {},
) {
  const names = Object.fromEntries(Object.keys(measures).map((name) => [name, { label: name }]));
  const decimal = column.optional(column.decimal('thisGroup'));
  const given = new Result({
    session: tally,
    name: 'given',
    title: 'Given',
    schema: {
      group: column.text('segment'),
      measure: column.category('measure', names),
      mean: decimal,
      overall: decimal,
      interval: column.optional(column.interval('decimal')),
    },
    rows: Object.entries(measures).map(([measure, { mean, overall = 10, interval = null }]) => ({
      ...{ group: 'a', measure, mean, overall, interval },
    })),
  });
  return advice.checkReasons(given, 'group', {
    ...{ horizons: HORIZONS, defining },
    actions: {
      a: [
        {
          goal: 'Goal',
          steps: ['Write'],
          channels: ['mail'],
          horizon: 'now',
          because,
          ...(costBelow !== undefined && { costBelow }),
        },
      ],
    },
  });
}

const HIGH: Measure = { mean: 20, interval: { low: 15, high: 25 } };
const LOW: Measure = { mean: 5, interval: { low: 2, high: 8 } };

describe('a reason', () => {
  it.each<[string, Measure, 'above' | 'below', boolean | null]>([
    ['above with its interval', HIGH, 'above', true],
    ['above, where it should be below', HIGH, 'below', false],
    ['below with its interval', LOW, 'below', true],
    ['below, where it should be above', LOW, 'above', false],
    ['above, but its interval is not', { mean: 20, interval: { low: 9, high: 31 } }, 'above', false],
    [
      'above, its interval from the mean of all',
      { mean: 20, interval: { low: 10, high: 30 } },
      'above',
      false,
    ],
    ['below, but its interval is not', { mean: 5, interval: { low: 0, high: 11 } }, 'below', false],
    [
      'below, its interval up to the mean of all',
      { mean: 5, interval: { low: 0, high: 10 } },
      'below',
      false,
    ],
    ['equal, and so not above', { mean: 10, interval: { low: 9, high: 11 } }, 'above', false],
    ['equal, and so not below', { mean: 10 }, 'below', false],
    ['above without an interval', { mean: 20 }, 'above', null],
    ['of a group without a mean', { mean: null }, 'above', null],
    ['of all users without a mean', { ...HIGH, overall: null }, 'above', null],
  ])('%s', (_, measure, is, stands) => {
    expect(checkedBy({ m: measure }, [{ measure: 'm', is }]).reasons.rows[0]?.stands).toBe(stands);
  });

  it('marks what is not known apart from what the definition makes so', () => {
    const text = (measure: Measure, defining: readonly string[]) =>
      checkedBy({ m: measure }, [{ measure: 'm', is: 'above' }], { defining }).at().reasons.en;
    expect(text({ mean: 20 }, [])).toBe('? m 20.00 > 10.00');
    expect(text(HIGH, ['m'])).toBe('≡ m 20.00 > 10.00');
    expect(text({ mean: null }, ['m'])).toBe('? m n/a > 10.00');
  });

  it('needs the measures of groups and of all users, and their intervals', () => {
    const { reasons } = checkedBy({ m: HIGH }, [{ measure: 'm', is: 'above' }]);
    const without = reasons.select('group', 'measure', 'mean', 'overall');
    expect(() =>
      advice.checkReasons(without, 'group', { horizons: HORIZONS, actions: { a: [write('m', 'above')] } }),
    ).toThrow(/no column "interval"/);
  });
});

describe('an action', () => {
  const above = (measure: string): advice.Reason => ({ measure, is: 'above' });

  it('stands by all reasons that the data could contradict, and by these alone', () => {
    const stands = (names: readonly [string, ...string[]], defining: readonly string[] = []) => {
      const [first, ...more] = names;
      const measures = { h: HIGH, i: HIGH, l: LOW, u: { mean: 20 } };
      return checkedBy(measures, [above(first), ...more.map(above)], { defining }).rows[0]?.stands;
    };
    expect([stands(['h', 'i']), stands(['h', 'l']), stands(['h', 'u']), stands(['u', 'l'])]).toEqual([
      true,
      false,
      null,
      false,
    ]);
    expect([stands(['h', 'i'], ['i']), stands(['h'], ['h']), stands(['l'], ['l'])]).toEqual([
      true,
      null,
      false,
    ]);
  });

  it('has no limit of cost unless it names one', () => {
    const because = [above('m')] as const;
    expect(checkedBy({ m: HIGH }, because).rows[0]?.costBelow).toBeNull();
    expect(checkedBy({ m: HIGH }, because, { costBelow: 'm' }).rows[0]?.costBelow).toBe(20);
  });

  it('is told under the name of the group', () => {
    const { title, reasons } = checkedBy({ m: HIGH }, [above('m')]);
    expect([title, reasons.title]).toEqual([
      { en: 'What to do: Segment', zh: '行动建议：用户分层' },
      { en: 'Why: Segment', zh: '行动依据：用户分层' },
    ]);
  });
});
