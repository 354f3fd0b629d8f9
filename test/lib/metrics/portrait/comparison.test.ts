import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, portrait, type Column, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

const { compareGroups } = portrait;

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

type Groups = readonly (readonly [string | null, readonly (number | null)[]])[];

async function compared(groups: Groups) {
  const rows = groups.flatMap(([plot, weights]) => weights.map((weight) => [plot, weight]));
  const table = await tableOf(tally, 'plants', { plot: 'text?', weight: 'integer?' }, rows, {});
  return compareGroups(table, 'weight', 'plot');
}

const PLANT_GROWTH: Groups = [
  ['ctrl', [417, 558, 518, 611, 450, 461, 517, 453, 533, 514]],
  ['trt1', [481, 417, 441, 359, 587, 383, 603, 489, 432, 469]],
  ['trt2', [631, 512, 554, 550, 537, 529, 492, 615, 580, 526]],
];

describe('compareGroups', () => {
  it('is what R prints for PlantGrowth, computed in SQL', async () => {
    const result = (await compared(PLANT_GROWTH)).at();
    expect(result.groups.raw).toBe(3);
    expect(result.n.raw).toBe(30);
    // oneway.test(weight ~ group) of R; Kruskal-Wallis beside it.
    expect([result.test.raw, result.size.raw]).toEqual(['welch', 'large']);
    expect(result.f.raw).toBeCloseTo(5.181, 3);
    expect(result.dfBetween.raw).toBe(2);
    expect(result.dfWithin.raw).toBeCloseTo(17.128, 3);
    expect(result.p.raw).toBeCloseTo(0.01739, 5);
    expect(result.effect.raw).toBeCloseTo(0.20408, 5);
    expect(result.effectInterval.raw?.low).toBeGreaterThan(0);
    expect(result.etaSquared.raw).toBeCloseTo(0.2641, 4);
    expect(result.h.raw).toBeCloseTo(7.9882, 4);
    expect(result.kruskalP.raw).toBeCloseTo(0.01842, 5);
    expect(result.epsilonSquared.raw).toBeCloseTo(7.9882 / 29, 5);
  });

  it('tells which groups differ from which, as pingouin does', async () => {
    const { pairs } = await compared(PLANT_GROWTH);
    expect(pairs.rows.map(({ one, other }) => [one, other])).toEqual([
      ['ctrl', 'trt1'],
      ['ctrl', 'trt2'],
      ['trt1', 'trt2'],
    ]);
    const last = pairs.at({ one: 'trt1', other: 'trt2' });
    expect([last.difference.raw, last.difference.en]).toEqual([expect.closeTo(-86.5, 9), '−86.50']);
    expect(last.p.raw).toBeCloseTo(0.023703454738939533, 6);
    expect(last.differenceInterval.raw?.high).toBeLessThan(0);
    expect([pairs.schema.one, pairs.schema.other]).toEqual([
      { kind: 'text', label: { en: 'Group', zh: '组别' } },
      { kind: 'text', label: { en: 'Other group', zh: '对比组别' } },
    ]);
    expect(pairs.schema.difference.of).toEqual({ interval: 'differenceInterval' });
    expect(pairs.schema.differenceInterval.hidden).toBe(true);
    expect(last.df.en).toMatch(/^\d+\.\d$/);
    expect(pairs.title).toEqual({
      en: 'Differences in weight between every two groups by plot',
      zh: '不同plot两两之间weight的差异',
    });
  });

  it('has no word for an effect that may be none', async () => {
    const result = await compared([
      ['a', [10, 12, 14, 11]],
      ['b', [11, 13, 15, 12]],
    ]);
    expect(result.rows).toMatchObject([{ size: null, effectInterval: { low: 0 } }]);
    expect(result.at().effectInterval.raw?.high).toBeGreaterThan(0.4);
  });

  it('says it in both languages', async () => {
    const found = await compared(PLANT_GROWTH);
    const { test, size, effect, p, value } = found.at();
    expect([test.zh, size.zh, effect.en, p.en, value.en]).toEqual([
      'Welch方差分析',
      '大',
      '20.4%',
      '0.017',
      'weight',
    ]);
    expect(found.note).toBeNull();
    expect([found.schema.value.values, found.schema.group.values]).toEqual([
      { weight: { label: 'weight' } },
      { plot: { label: 'plot' } },
    ]);
    const hidden = Object.entries<Column>(found.schema).filter(([, one]) => one.hidden === true);
    expect(hidden.map(([name]) => name)).toEqual([
      ...['effectInterval', 'f', 'dfBetween', 'dfWithin', 'etaSquared', 'h', 'kruskalP', 'epsilonSquared'],
    ]);
    expect(found.schema.effect.of).toEqual({ interval: 'effectInterval' });
    const { dfWithin, etaSquared, epsilonSquared } = found.at();
    expect([dfWithin.en, etaSquared.en, epsilonSquared.en]).toEqual(['17.1', '0.264', '0.275']);
    expect(found.title).toEqual({
      en: 'Differences in weight between groups by plot',
      zh: '不同plot之间weight的差异',
    });
  });

  it('takes no other test where variances differ much', async () => {
    const result = (
      await compared([
        ['a', [1, 2, 3, 4]],
        ['b', [10, 2000, 40000, 90000]],
      ])
    ).at();
    expect(result.test.raw).toBe('welch');
    // Means 2.5 and 33002.5: p of Welch, and of ranks that do not overlap, H = 16 / 3.
    expect(result.p.raw).toBeGreaterThan(0.1);
    expect(result.h.raw).toBeCloseTo(16 / 3, 10);
    expect(result.kruskalP.raw).toBeCloseTo(0.0209, 4);
  });

  it('takes groups of one row for ranks only, and says so', async () => {
    const alone = await compared([...PLANT_GROWTH, ['wild', [900]]]);
    const [all, three] = [alone.at(), (await compared(PLANT_GROWTH)).at()];
    expect([all.groups.raw, all.n.raw, all.f.raw]).toEqual([4, 31, three.f.raw]);
    expect(all.h.raw).not.toBe(three.h.raw);
    expect(alone.note).toEqual({
      en: 'Groups of one row, not in the test of means: 1.',
      zh: '仅含一行的组（未纳入均值检验）：1。',
    });
    expect(alone.pairs.length).toBe(3);
  });

  it('corrects for ties', async () => {
    const result = (
      await compared([
        ['a', [1, 1, 2, 2]],
        ['b', [2, 3, 3, 3]],
      ])
    ).at();
    // Mid-ranks 1.5 1.5 4 4 and 4 7 7 7, rank sums 11 and 25; runs of 2, 3 and 3 equal values.
    const uncorrected = (12 / (8 * 9)) * (11 ** 2 / 4 + 25 ** 2 / 4) - 3 * 9;
    expect(result.h.raw).toBeCloseTo(uncorrected / (1 - (6 + 24 + 24) / (8 ** 3 - 8)), 10);
  });

  it('leaves out rows without a value or a group', async () => {
    const whole = await compared(PLANT_GROWTH);
    const gaps = await compared([...PLANT_GROWTH, ['ctrl', [null]], [null, [9999, 1]], ['none', [null]]]);
    const [all, kept] = [whole.at(), gaps.at()];
    expect([kept.groups.raw, kept.n.raw, kept.h.raw]).toEqual([3, 30, all.h.raw]);
    expect(kept.f.raw).toBeCloseTo(all.f.raw ?? NaN, 10);
  });

  it('has ranks but no test of means where a group does not vary', async () => {
    const result = await compared([
      ['a', [5, 5]],
      ['b', [1, 2, 3]],
    ]);
    // Mid-ranks 4.5 4.5 and 1 2 3, two equals among five: 12 / 30 (81 / 2 + 36 / 3) - 18 over 1 - 6 / 120.
    expect(result.rows).toMatchObject([
      { p: null, effect: null, effectInterval: null, size: null, h: expect.closeTo(3 / 0.95, 10) as number },
    ]);
  });

  it.each<[string, Groups, number]>([
    ['one group', [['a', [1, 2, 3]]], 3],
    [
      'no variance',
      [
        ['a', [5, 5]],
        ['b', [5, 5]],
      ],
      4,
    ],
    ['nobody', [], 0],
  ])('is not defined for %s', async (_, groups, n) => {
    expect((await compared(groups)).rows).toMatchObject([
      { n, p: null, effect: null, size: null, f: null, h: null },
    ]);
  });
});
