import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, campaigns, load, open, stats, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { tableOf } from '../../table-of.js';
import { membersIn, times, type Member } from './members-of.js';
import { seeded } from '../../../../lib/src/stats/random.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2, currency: 'CNY' });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const OPTIONS = { group: 'arm', outcome: 'margin', cost: 'cost' } as const;
const roiOf = async (members: readonly Member[], more: Partial<campaigns.RoiOptions> = {}) =>
  campaigns.roi(await membersIn(tally, members), { ...OPTIONS, ...more } as typeof OPTIONS);

/** Treated bring in 8 to 16, the others 6 to 10, and each costs 2. */
const FEW: readonly Member[] = [
  ...[8, 12, 16].map((margin): Member => ['treated', margin, 2, 5, true, 'gold']),
  ...[6, 8, 10, 8].map((margin): Member => ['control', margin, 0, 5, false, 'gold']),
];

describe('the return on a campaign', () => {
  it('is what the treated bring in more than the control, over what they cost: values by hand', async () => {
    const found = (await roiOf(FEW)).at();
    // 12 - 8 = 4 over 2 is 2, less the money itself is 1. Welch: e = sqrt(16/3 + (8/3)/4) = sqrt(6) = 2.4495,
    // df = 36 / ((16/3)²/2 + (2/3)²/3) = 2.5053.
    expect(found).toMatchObject({
      treated: { raw: 3 },
      control: { raw: 4 },
      incremental: { raw: 4 },
      cost: { raw: 2 },
      roi: { raw: 1 },
    });
    const welch = stats.differenceOfMeans({ n: 3, mean: 12, squares: 32 }, { n: 4, mean: 8, squares: 8 });
    expect(found.p.raw).toBeCloseTo(welch?.p ?? NaN, 12);
    // With a cost that does not vary, Fieller's interval is Welch's over the cost.
    expect(found.roiInterval.raw?.low).toBeCloseTo((welch?.interval.low ?? NaN) / 2 - 1, 9);
    expect(found.roiInterval.raw?.high).toBeCloseTo((welch?.interval.high ?? NaN) / 2 - 1, 9);
    expect(found.verdict.raw).toBe('open');
    expect(found.roi.en).toBe('100.0%');
  });

  it('takes the cost of every treated customer where it is given as a number', async () => {
    expect((await roiOf(FEW, { cost: 4 })).at()).toMatchObject({ cost: { raw: 4 }, roi: { raw: 0 } });
  });

  it('pays, loses or is left open by its interval', async () => {
    const spread = (n: number) => (n % 5) - 2;
    const made = (gain: number) => [
      ...times(100, (n): Member => ['treated', 10 + gain + spread(n), 2, 0, null, null]),
      ...times(100, (n): Member => ['control', 10 + spread(n), null, 0, null, null]),
    ];
    for (const [gain, verdict] of [
      [5, 'pays'],
      [0, 'loses'],
      [2, 'open'],
    ] as const) {
      expect((await roiOf(made(gain))).at().verdict.raw).toBe(verdict);
    }
  });

  it('has one row for each tier, with q over them', async () => {
    const silver = FEW.map(([arm, margin, cost, before, got]): Member => [
      arm,
      (margin ?? 0) * 2,
      cost,
      before,
      got,
      'silver',
    ]);
    const found = await roiOf([...FEW, ...silver], { by: 'tier' });
    expect(found.rows.map(({ by, incremental, roi }) => [by, incremental, roi])).toEqual([
      ['gold', 4, 1],
      ['silver', 8, 3],
    ]);
    // Twice the difference with twice the spread: the same p, and the same q.
    expect(found.rows[0]?.p).toBeCloseTo(found.rows[1]?.p ?? NaN, 12);
    expect(found.rows[0]?.q).toBeCloseTo(found.rows[0]?.p ?? NaN, 12);
  });

  it('leaves out and counts who is in neither group, or of whom the outcome is not known', async () => {
    const odd: Member[] = [
      ['held out', 100, 0, 0, null, null],
      [null, 100, 0, 0, null, null],
      ['treated', null, 2, 0, null, null],
      ['treated', 100, null, 0, null, null],
    ];
    const found = await roiOf([...FEW, ...odd]);
    expect(found.at().treated.raw).toBe(3);
    expect(found.note).toMatchObject({ en: 'Left out: 2 in neither group, 2 without an outcome or a cost.' });
    expect((await roiOf([])).note).toBeNull();
  });

  it('leaves out and counts who has no value of the column that divides', async () => {
    const odd: Member[] = [
      ['treated', 100, 2, 0, null, null],
      ['held out', 100, 0, 0, null, 'gold'],
      ['control', null, 0, 0, null, null],
      ['control', null, 0, 0, null, 'gold'],
    ];
    const found = await roiOf([...FEW, ...odd], { by: 'tier' });
    expect(found.rows).toMatchObject([{ by: 'gold', treated: 3, control: 4, incremental: 4 }]);
    expect(found.note).toMatchObject({ en: 'Left out: 3 in neither group, 1 without an outcome or a cost.' });
  });
});

describe('a campaign that says nothing', () => {
  const says = async (members: readonly Member[], more: Partial<campaigns.RoiOptions> = {}) => {
    const found = await roiOf(members, more);
    return found.checks.rows.map(({ check, passes, says: words }) => [check, passes, words]);
  };

  it('is one without a control group: no ROI, and the reason', async () => {
    const alone = FEW.filter(([arm]) => arm === 'treated');
    const found = await roiOf(alone);
    expect(found.at()).toMatchObject({
      roi: { raw: null },
      incremental: { raw: null },
      p: { raw: null },
      perTreated: { raw: 12 },
      verdict: { raw: 'none' },
      failed: { raw: 1 },
    });
    expect(found.checks.rows[0]).toMatchObject({
      check: 'control',
      passes: false,
      says: 'There is no control group: what customers would have brought in anyway is not known, and no ROI is given.',
    });
    const untreated = await roiOf(FEW.filter(([arm]) => arm === 'control'));
    expect(untreated.checks.rows).toMatchObject([{ passes: false, says: 'Nobody was treated.' }]);
    expect(untreated.rows).toMatchObject([{ failed: 1 }]);
    expect((await roiOf([])).length).toBe(1);
  });

  it('is one with a control group of one: a difference, but no interval', async () => {
    const found = await roiOf([
      ...times(40, (n): Member => ['treated', n % 3, 2, 0, null, null]),
      ['control', 1, 0, 0, null, null],
    ]);
    expect(found.at()).toMatchObject({
      roiInterval: { raw: null },
      incrementalInterval: { raw: null },
      verdict: { raw: 'none' },
    });
    expect(found.at().incremental.raw).not.toBeNull();
    expect(found.checks.rows[0]?.says).toBe(
      'One of the groups has 1 customer: too few to say how much is chance.',
    );
  });

  it('is one in which nobody or everybody bought alike', async () => {
    const same = [
      ...times(40, (): Member => ['treated', 0, 2, 0, null, null]),
      ...times(40, (): Member => ['control', 0, 0, 0, null, null]),
    ];
    expect((await roiOf(same)).at()).toMatchObject({
      incremental: { raw: 0 },
      roi: { raw: -1 },
      roiInterval: { raw: null },
      verdict: { raw: 'none' },
    });
  });

  it('is one whose groups have not the sizes they should have', async () => {
    // 700 of 1,000 in place of 500: chi-square (200² + 200²) / 500 = 160.
    const wrong = [
      ...times(700, (n): Member => ['treated', n % 7, 1, 0, null, null]),
      ...times(300, (n): Member => ['control', n % 7, 0, 0, null, null]),
    ];
    const checks = (await roiOf(wrong, { design: 0.5 })).checks;
    expect(checks.at({ check: 'ratio' })).toMatchObject({ passes: { raw: false }, value: { raw: 160 } });
    expect((await roiOf(wrong, { design: 0.7 })).checks.at({ check: 'ratio' })).toMatchObject({
      passes: { raw: true },
      value: { raw: 0 },
    });
    expect((await says(wrong)).find(([check]) => check === 'ratio')).toEqual([
      'ratio',
      null,
      'How customers were to be divided is not given.',
    ]);
    expect(
      (
        await roiOf(
          wrong.map(([arm, margin, cost, before, got]): Member => [arm, margin, cost, before, got, 'gold']),
          { by: 'tier', design: { gold: 0.7 } },
        )
      ).checks.at({ check: 'ratio' }).passes.raw,
    ).toBe(true);
  });

  it('is one whose control got it too', async () => {
    const leaked = [...FEW.slice(0, 6), ['control', 8, 0, 5, true, 'gold']] as Member[];
    expect((await says(leaked, { received: 'got' })).find(([check]) => check === 'contamination')).toEqual([
      ...['contamination', false],
      '1 customer of the control group got it too (25.0%; of the treated group 100.0%): the difference between the groups is not that of the campaign alone.',
    ]);
    expect((await roiOf(FEW, { received: 'got' })).checks.at({ check: 'contamination' }).passes.raw).toBe(
      true,
    );
  });

  it('is one whose groups were not alike before: standardized difference by hand', async () => {
    // Means 3 and 1 with variance 50/49 × 1 each: 2 / sqrt(50/49).
    const apart = [
      ...times(50, (n): Member => ['treated', n % 3, 1, 3 + (n % 2 === 0 ? 1 : -1), null, null]),
      ...times(50, (n): Member => ['control', n % 3, 0, 1 + (n % 2 === 0 ? 1 : -1), null, null]),
    ];
    const found = await roiOf(apart, { before: ['before'] });
    expect(found.checks.at({ check: 'balance' }).value.raw).toBeCloseTo(2 / Math.sqrt(50 / 49), 9);
    expect(found.checks.at({ check: 'balance' }).passes.raw).toBe(false);
    expect(found.at().failed.raw).toBe(1);
    // 0.3 apart with ten each: chance can do that.
    const few = [
      ...times(10, (n): Member => ['treated', n, 1, 0.3 + (n % 2 === 0 ? 1 : -1), null, null]),
      ...times(10, (n): Member => ['control', n, 0, n % 2 === 0 ? 1 : -1, null, null]),
    ];
    const open = (await roiOf(few, { before: ['before'] })).checks.at({ check: 'balance' });
    expect(open.passes.raw).toBeNull();
    expect(open.says.raw).toContain('which chance can do');
    expect((await says(FEW, { before: ['before'] })).at(-1)).toEqual([
      'balance',
      null,
      'before: does not vary, or is not known.',
    ]);
  });
});

describe('options that cannot be', () => {
  it.each([
    ['a cost of 0', { cost: 0 }, 'must be above 0, not 0'],
    ['a cost below 0', { cost: -1 }, 'must be above 0, not -1'],
    ['a design without control', { design: 1 }, 'without control there is no ROI'],
    ['the same group twice', { control: 'treated' }, 'Treated and control are both "treated"'],
    ['a column that is not there', { outcome: 'profit' }, 'has no column "profit"'],
    ['an outcome that is a word', { outcome: 'arm' }, 'it must be a number'],
    ['receipt that is no yes or no', { received: 'arm' }, 'must say yes or no'],
  ])('are refused: %s', async (_, options, message) => {
    await expect(roiOf(FEW, options as Partial<campaigns.RoiOptions>)).rejects.toThrow(message);
  });

  it('and so are costs below 0, and a customer in both groups', async () => {
    const below = [-2, -1].map((cost): Member => ['treated', 5, cost, 0, null, null]);
    await expect(roiOf([...FEW, ...below])).rejects.toThrow('2 costs are below 0');
    const twice = await tableOf(
      tally,
      'twice',
      { customer: 'text', arm: 'text', margin: 'double' },
      [
        ['b', 'treated', 1],
        ['b', 'control', 2],
        ['a', 'treated', 1],
        ['a', 'control', 2],
      ],
      { user: 'customer' },
    );
    await expect(campaigns.roi(twice, { group: 'arm', outcome: 'margin', cost: 1 })).rejects.toThrow(
      'customer a has several rows, and may be in both groups',
    );
  });
});

describe("Fieller's interval of ROI", () => {
  it('holds the true ROI in about 95 of 100 campaigns, with skewed margins and costs that go with them', async () => {
    const random = seeded(11);
    const CAMPAIGNS = 800;
    const lines = ['campaign,customer,arm,margin,cost'];
    for (let campaign = 0; campaign < CAMPAIGNS; campaign += 1) {
      for (let customer = 0; customer < 120; customer += 1) {
        const treated = customer < 70;
        // Some buy; a treated customer buys more often, and costs 1, and 3 more for a coupon if they buy.
        const buys = random.next() < (treated ? 0.5 : 0.4);
        const margin = buys ? 10 * Math.exp(0.6 * random.normal()) : 0;
        const cost = treated ? 1 + (buys ? 3 : 0) : 0;
        lines.push(`${campaign},${customer},${treated ? 'treated' : 'control'},${margin.toFixed(4)},${cost}`);
      }
    }
    const file = files.lines('campaigns.csv', ...lines);
    const loaded = await load(tally, file, { name: 'campaigns' });
    const table = bind(loaded, { user: 'customer' } as never);
    const found = await campaigns.roi(table as never, {
      group: 'arm',
      outcome: 'margin',
      cost: 'cost',
      by: 'campaign',
    });
    // E(margin of a buyer) = 10 exp(0.18) = 11.972; incremental 1.1972, cost 2.5.
    const truth = (10 * Math.exp(0.18) * 0.1) / 2.5 - 1;
    const holding = found.rows.filter(
      ({ roiInterval }) => roiInterval !== null && roiInterval.low <= truth && roiInterval.high >= truth,
    );
    // Within three standard errors of 95% (0.0077 each).
    expect(found.length).toBe(CAMPAIGNS);
    expect(holding.length / CAMPAIGNS).toBeGreaterThan(0.927);
    expect(holding.length / CAMPAIGNS).toBeLessThan(0.973);
  }, 60_000);
});
