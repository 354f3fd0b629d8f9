import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaigns, open, stats, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';
import { membersIn, times, type Member } from './members-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1, currency: 'CNY' });
});
afterAll(() => tally.close());

const OPTIONS = { group: 'arm', outcome: 'margin', cost: 'cost' } as const;
const roiOf = async (members: readonly Member[], more: Partial<campaigns.RoiOptions> = {}) =>
  campaigns.roi(await membersIn(tally, members), { ...OPTIONS, ...more } as typeof OPTIONS);
const checkOf = async (check: string, members: readonly Member[], more: Partial<campaigns.RoiOptions> = {}) =>
  (await roiOf(members, more)).checks.rows.filter((row) => row.check === check);

const arms = (treated: number, control: number, tier = 'gold') => [
  ...times(treated, (n): Member => ['treated', n % 3, 1, n % 2, null, tier]),
  ...times(control, (n): Member => ['control', n % 3, 0, n % 2, null, tier]),
];

describe('whether groups can be compared', () => {
  it.each([
    [40, 30, true, 30, 'Both groups have at least 30 customers.'],
    [29, 31, false, 29, 'One of the groups has 29 customers: too few to say how much is chance.'],
  ])('asks for 30 in each: %i and %i', async (treated, control, passes, value, says) => {
    expect(await checkOf('control', arms(treated, control))).toMatchObject([{ passes, value, says }]);
  });

  it('is counted by row: what failed is not what is not known', async () => {
    const found = await roiOf([...arms(40, 29), ...arms(40, 40, 'silver')], { by: 'tier' });
    expect(found.rows.map(({ by, failed }) => [by, failed])).toEqual([
      ['gold', 1],
      ['silver', 0],
    ]);
    expect(found.checks.rows.map(({ by, check, passes }) => [by, check, passes])).toEqual([
      ...[
        ['gold', 'control', false],
        ['gold', 'ratio', null],
        ['gold', 'contamination', null],
        ['gold', 'balance', null],
      ],
      ...[
        ['silver', 'control', true],
        ['silver', 'ratio', null],
        ['silver', 'contamination', null],
        ['silver', 'balance', null],
      ],
    ]);
    expect(found.checks.rows[2]?.says).toBe('Who got it is not recorded.');
    expect(found.checks.rows[3]?.says).toBe('No columns of before the campaign are given.');
  });

  it('goes by chi-square for the sizes: values by hand', async () => {
    // 790 and 210 in place of 800 and 200: 10² / 800 + 10² / 200 = 0.625, above which chance is in 42.9%.
    const [check] = await checkOf('ratio', arms(790, 210), { design: 0.8 });
    expect(check).toMatchObject({ passes: true });
    expect(check?.value).toBeCloseTo(0.625, 12);
    expect(check?.p).toBeCloseTo(0.4292, 4);
    expect(check?.says).toBe('79.0% of customers are in the treated group, as designed (80.0%, p = 0.429).');
    const [other] = await checkOf('ratio', arms(790, 210), { design: 0.5 });
    expect(other).toMatchObject({ passes: false });
    expect(other?.says).toBe(
      '79.0% of customers are in the treated group, not 50.0% (p < 0.001): customers are missing from a group, or were moved.',
    );
    const tiers = await roiOf(arms(79, 21), { by: 'tier', design: { silver: 0.5 } });
    expect(tiers.checks.at({ check: 'ratio' }).passes.raw).toBeNull();
  });

  it('goes by who got it, of those of whom it is recorded', async () => {
    const got = (treated: readonly (boolean | null)[], control: readonly (boolean | null)[]) => [
      ...treated.map((one, n): Member => ['treated', n, 1, 0, one, null]),
      ...control.map((one, n): Member => ['control', n, 0, 0, one, null]),
    ];
    const received = { received: 'got' };
    const [leaked] = await checkOf(
      'contamination',
      got([true, true, false, null], [true, true, false, false, false, null]),
      received,
    );
    expect(leaked).toMatchObject({ passes: false, value: 0.4 });
    expect(leaked?.says).toContain(
      '2 customers of the control group got it too (40.0%; of the treated group 66.7%)',
    );
    const [kept] = await checkOf('contamination', got([true, false], [false, false]), received);
    expect(kept).toMatchObject({ passes: true, value: 0 });
    expect(kept?.says).toBe('Nobody of the control group got it; of the treated group 50.0% did.');
    for (const members of [got([null, null], [true, false]), got([true, false], [null, null])]) {
      expect(await checkOf('contamination', members, received)).toMatchObject([
        { passes: null, value: null },
      ]);
    }
  });

  it('goes by the standardized difference before: values by hand', async () => {
    // Means 2 and 3, variances 1 and 20: -1 / sqrt(21 / 2).
    const members = [
      ...[1, 2, 3].map((before): Member => ['treated', before, 1, before, null, null]),
      ...[1, 1, 1, 1, 11].map((before): Member => ['control', before, 0, before, null, null]),
    ];
    const [check] = await checkOf('balance', members, { before: ['before'] });
    expect(check?.value).toBeCloseTo(-1 / Math.sqrt(10.5), 12);
    expect(check?.passes).toBeNull();
    expect(check?.says).toContain(
      'before: the groups were 0.31 standard deviations apart before the campaign (p = 0.',
    );
    expect(await checkOf('balance', arms(40, 40), { before: ['before'] })).toMatchObject([
      {
        passes: true,
        value: 0,
        p: 1,
        says: expect.stringMatching(/before the campaign \(p = 1.000\)\.$/) as unknown,
      },
    ]);
    // Means 1 and 0, variances 100: a tenth is not small any more.
    const tenth = [-10, 0, 10].flatMap((before): Member[] => [
      ['treated', 0, 1, before + 1, null, null],
      ['control', 0, 0, before, null, null],
    ]);
    expect(await checkOf('balance', tenth, { before: ['before'] })).toMatchObject([
      { passes: null, value: 0.1 },
    ]);
  });

  it('corrects the differences of several columns, but for those that do not vary', async () => {
    const members = [
      ...times(50, (n): Member => ['treated', n % 3, 1, 2 + (n % 2 === 0 ? 1 : -1), null, null]),
      ...times(50, (n): Member => ['control', n % 3, 0, 1 + (n % 2 === 0 ? 1 : -1), null, null]),
    ];
    const [alone] = await checkOf('balance', members, { before: ['before'] });
    const three = await checkOf('balance', members, { before: ['cost', 'margin', 'before'] });
    expect(three.map(({ passes }) => passes)).toEqual([null, true, false]);
    expect(three[0]).toMatchObject({ value: null, p: null });
    expect(three[1]?.p).toBe(1);
    // By Holm the smaller p counts twice.
    expect(three[2]?.p).toBeCloseTo(2 * (alone?.p ?? NaN), 12);
  });

  it('shows words, and keeps statistics out of sight', async () => {
    const { checks } = await roiOf(arms(40, 40));
    expect(checks.title).toMatchObject({ en: 'Can the groups be compared?' });
    expect(checks.schema).toMatchObject({
      value: { hidden: true },
      p: { hidden: true },
      by: { hidden: true },
    });
    expect(checks.at({ check: 'control' }).says.en).toBe('Both groups have at least 40 customers.');
  });
});

describe('the return of a row', () => {
  it.each([
    ['none', 1, null],
    ['3 each', 4, 3],
  ])(
    "has Fieller's interval of costs that vary, of the control %s: values by hand",
    async (_, least, own) => {
      const members = [
        ...times(12, (n): Member => ['treated', 8 + 4 * (n % 3), least + (n % 3), 0, null, null]),
        ...times(16, (n): Member => ['control', [6, 8, 10, 8][n % 4] ?? 0, own, 0, null, null]),
      ];
      const found = (await roiOf(members)).at();
      // Sums of squares 128 and 32 of margins, 8 and 0 of costs, 32 and 0 of their products; means 12 and 8, and 2 more.
      const outcome = { n: 12, mean: 12, squares: 128 };
      const interval = stats.fieller({
        ...{ numerator: 4, denominator: 2 },
        numeratorVariance: 128 / 11 / 12 + 32 / 15 / 16,
        denominatorVariance: 8 / 11 / 12,
        covariance: 32 / 11 / 12,
        df: stats.differenceOfMeans(outcome, { n: 16, mean: 8, squares: 32 })?.df ?? NaN,
      });
      expect(found.roi.raw).toBe(1);
      expect(found.roiInterval.raw?.low).toBeCloseTo((interval?.low ?? NaN) - 1, 9);
      expect(found.roiInterval.raw?.high).toBeCloseTo((interval?.high ?? NaN) - 1, 9);
      expect(found.incrementalInterval.raw?.low).toBeGreaterThan(0);
      expect(found.p.raw).toBeLessThan(0.05);
    },
  );

  it.each([
    ['as much as', 1, 0],
    ['more than', 3, -2],
  ])('is none where the control costs %s the treated', async (_, own, cost) => {
    const members = [
      ...times(30, (n): Member => ['treated', n % 3, 1, 0, null, null]),
      ...times(30, (n): Member => ['control', n % 5, own, 0, null, null]),
    ];
    expect((await roiOf(members)).rows).toMatchObject([
      { cost, roi: null, roiInterval: null, verdict: 'none' },
    ]);
  });

  it('has no interval where the cost may be none', async () => {
    // Mean 2 of 0, 0 and 6: 2 standard errors of 2.
    const members = [0, 0, 6].flatMap((cost, n): Member[] => [
      ['treated', 4 + n, cost, 0, null, null],
      ['control', n, 0, 0, null, null],
    ]);
    expect((await roiOf(members)).rows).toMatchObject([
      { incremental: 4, cost: 2, roi: 1, roiInterval: null, verdict: 'none' },
    ]);
  });

  it('is none of one group, whose mean is shown', async () => {
    const [treated, control] = [arms(3, 0), arms(0, 3)];
    expect((await roiOf(treated)).at()).toMatchObject({
      ...{ treated: { raw: 3 }, control: { raw: 0 }, perTreated: { raw: 1 }, perControl: { raw: null } },
    });
    expect((await roiOf(control)).at()).toMatchObject({
      ...{ treated: { raw: 0 }, control: { raw: 3 }, perTreated: { raw: null }, perControl: { raw: 1 } },
    });
  });

  it.each([0.1, 88888.87])('takes no residue of sums for a spread: %f', async (margin) => {
    const same = times(6, (n): Member => [
      n < 3 ? 'treated' : 'control',
      margin,
      n < 3 ? 0.3 : 0,
      0,
      null,
      null,
    ]);
    expect((await roiOf(same)).at()).toMatchObject({
      ...{ incremental: { raw: 0 }, incrementalInterval: { raw: null }, roiInterval: { raw: null } },
    });
  });

  it('has the name of all, or those of the column that divides', async () => {
    const all = await roiOf(arms(3, 3));
    expect([all.at().by.en, all.schema.by.hidden, all.schema.by.label]).toEqual([
      'Total',
      true,
      expect.anything(),
    ]);
    expect(all.title).toMatchObject({ en: 'Return on campaigns, against the control group' });
    expect(all.chart).toEqual({ mark: 'range', x: 'roi', y: 'by' });
    expect(all.schema).toMatchObject({
      incremental: { of: { interval: 'incrementalInterval' } },
      roi: { of: { interval: 'roiInterval' } },
    });
    const tiers = await roiOf([...arms(3, 3, '10'), ...arms(3, 3, '9')], { by: 'tier' });
    expect([tiers.schema.by.hidden, tiers.checks.schema.by]).toEqual([false, tiers.schema.by]);
    expect(tiers.schema.by).toMatchObject({
      label: { en: 'tier' },
      values: { 9: { label: '9' }, 10: { label: '10' } },
    });
    // As numbers; as words 10 would come before 9.
    expect(tiers.rows.map(({ by }) => by)).toEqual(['9', '10']);
    expect(tiers.at({ by: '9' }).by.en).toBe('9');
  });

  it('is of all who are left out in a note, whatever the reason', async () => {
    const [elsewhere, unknown]: Member[] = [
      ['held out', 1, 0, 0, null, null],
      ['control', null, 0, 0, null, null],
    ];
    for (const [one, words] of [
      [elsewhere, '1 in neither group, 0 without'],
      [unknown, '0 in neither group, 1 without'],
    ] as const) {
      const { note } = await roiOf([...arms(3, 3), ...(one === undefined ? [] : [one])]);
      expect(note).toMatchObject({ en: expect.stringContaining(words) as unknown });
    }
  });
});

describe('options that cannot be', () => {
  it.each([
    ['a group that is not there', { group: 'grp' }, 'has no column "grp"'],
    ['a column to divide by that is not there', { by: 'tear' }, 'has no column "tear"'],
    ['a cost that is a word', { cost: 'arm' }, 'arm is text?; it must be a number'],
    ['words before', { before: ['before', 'arm'] }, 'arm is text?; it must be a number'],
    ['a cost without end', { cost: Infinity }, 'must be above 0, not Infinity'],
    ['a design without treatment', { design: 0 }, 'between 0 and 1, not 0'],
    ['a design of more than all', { design: { gold: 0.5, silver: 1.5 } }, 'between 0 and 1, not 1.5'],
  ])('are refused: %s', async (_, options, message) => {
    await expect(roiOf(arms(3, 3), options as Partial<campaigns.RoiOptions>)).rejects.toThrow(message);
  });

  it('and several rows of one campaign', async () => {
    const twice = await tableOf(
      tally,
      'twice',
      { customer: 'text', arm: 'text', margin: 'double', campaign: 'text' },
      [
        ['a', 'treated', 1, 'May'],
        ['a', 'control', 2, 'May'],
      ],
      { user: 'customer' },
    );
    await expect(
      campaigns.roi(twice, { group: 'arm', outcome: 'margin', cost: 1, by: 'campaign' }),
    ).rejects.toThrow('customer a has several rows of one campaign, and may be in both groups');
  });
});
