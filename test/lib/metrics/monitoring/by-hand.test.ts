import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chart,
  column,
  monitoring,
  open,
  OptionsError,
  sql,
  stats,
  Table,
  type Result,
  type Tally,
} from 'tally';
import { numbersOf } from '../../../../lib/src/metrics/monitoring/options.js';
import { historyOf, weekly, type PLAN } from './history-of.js';

let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 1 })));
afterAll(() => tally.close());

const RULES = {
  middle: { label: { en: 'Churn of the middle', zh: '中层流失' }, churn: 'middle' },
  below: { label: 'Middle or low', share: ['low', 'middle'] },
  psi: { label: 'Shift', drift: 'psi' },
} as const satisfies monitoring.AlertRules<keyof typeof PLAN>;
const OPTIONS = { rules: RULES, baseline: 5, lag: 2, falseAlarms: 0.05, simulations: 199 };
const WEEK = '2024-02-11';

/** Nobody moves for five weeks. Then one falls, one rises, one loses the tier, one falls from the highest, one comes. */
const SIX = {
  m1: 'mmmmml',
  m2: 'mmmmmh',
  m3: 'mmmmmu',
  m4: 'mmmmmm',
  h1: 'hhhhhh',
  h2: 'hhhhhl',
  l1: 'llllll',
  n1: '-----m',
};
const foundOf = async () =>
  monitoring.alerts(await historyOf(tally, weekly(SIX), { from: '2024-01-01', to: WEEK }), OPTIONS);

describe('alerts of eight customers', () => {
  it('have the numbers of the week beside those of weeks in which nobody moves', async () => {
    const found = await foundOf();
    expect(found.rows).toMatchObject([
      // Two of the four in the middle have fallen.
      { week: WEEK, alert: 'middle', value: 0.5, limit: 0, p: 1 / 200, fires: true, affected: 2, of: 4 },
      // Five of eight are in the two tiers, less than the five of seven before: all quiet weeks have more.
      { alert: 'below', value: 5 / 8, limit: 5 / 7, p: 1, fires: false, affected: 5, of: 8 },
      // Of the seven of before, four are elsewhere.
      { alert: 'psi', limit: 0, fires: true, affected: 4, of: 7 },
    ]);
    const psi = found.at({ week: WEEK, alert: 'psi' });
    expect(psi.value.en).toMatch(/^\d\.\d{3}$/);
    // Half a customer added to each tier: 9 before, 10 now.
    const shares = [
      [2.5 / 9, 2.5 / 10],
      [4.5 / 9, 2.5 / 10],
      [1.5 / 9, 3.5 / 10],
      [0.5 / 9, 1.5 / 10],
    ] as const;
    const shift = shares.reduce((sum, [was, is]) => sum + (is - was) * Math.log(is / was), 0);
    expect(psi.value.raw).toBeCloseTo(shift, 12);
    expect(found.at({ week: WEEK, alert: 'below' }).value.en).toBe('62.5%');
    expect([found.lag, found.falseAlarms, found.title]).toEqual([
      ...[2, 0.05, { en: 'Alerts by week', zh: '逐周预警' }],
    ]);
    expect(chart(found as unknown as Result).alt).toMatch(/^Line chart: Alerts by week/);
  });

  it('say what was looked at, and over how many weeks', async () => {
    const found = await foundOf();
    expect(monitoring.alertText(found, { week: WEEK, alert: 'middle' })).toEqual({
      en: 'Churn of the middle, week to 2024-02-11: 50.0% over 2 weeks, above the limit of 0.0%, which 5% of quiet weeks exceed; 2 of 4 customers concerned.',
      zh: '中层流失，截至2024-02-11当周：2周内为50.0%，高于预警线0.0%（平稳周中有5%会超过此线）；涉及4名客户中的2名。',
    });
    expect(monitoring.alertText(found, { week: WEEK, alert: 'below' })).toEqual({
      en: 'Middle or low, week to 2024-02-11: 62.5%, not above the limit of 71.4%, which 5% of quiet weeks exceed; 5 of 8 customers concerned.',
      zh: 'Middle or low，截至2024-02-11当周：为62.5%，未高于预警线71.4%（平稳周中有5%会超过此线）；涉及8名客户中的5名。',
    });
  });

  it.each<[string, (readonly [string, string | null, string])[]]>([
    [
      'middle',
      [
        ['m1', 'middle', 'low'],
        ['m3', 'middle', 'unassigned'],
      ],
    ],
    [
      'below',
      [
        ['h2', 'high', 'low'],
        ['l1', 'low', 'low'],
        ['m1', 'middle', 'low'],
        ['m4', 'middle', 'middle'],
        ['n1', null, 'middle'],
      ],
    ],
    [
      'psi',
      [
        ['h2', 'high', 'low'],
        ['m1', 'middle', 'low'],
        ['m2', 'middle', 'high'],
        ['m3', 'middle', 'unassigned'],
      ],
    ],
  ])('name the customers of %s', async (alert, expected) => {
    const concerned = await monitoring.affected(await foundOf(), { week: WEEK, alert });
    const columns = { customer_id: 'text', tier_before: 'text?', tier: 'text' } as const;
    const rows = await tally.engine.all(sql`SELECT * FROM ${concerned}`, columns);
    expect(rows.map((row) => [row.customer_id, row.tier_before, row.tier])).toEqual(expected);
    expect([concerned.columns, concerned.roles]).toEqual([columns, { user: 'customer_id', segment: 'tier' }]);
  });

  it('describe their customers as the history does', async () => {
    const history = await historyOf(tally, weekly(SIX), { from: '2024-01-01', to: WEEK });
    const { name, columns } = history.stays;
    const schema = {
      customer_id: column.text('Member'),
      tier: column.category('Level', { low: { label: 'Lowest' } }),
    };
    const stays = new Table({ session: tally, name, columns, roles: {}, schema });
    const found = await monitoring.alerts({ ...history, stays }, OPTIONS);
    const fallen = await monitoring.affected(found, { week: WEEK, alert: 'middle' });
    expect(fallen.schema).toMatchObject({
      customer_id: { label: 'Member' },
      tier: { label: 'Level', values: { low: { label: 'Lowest' } } },
    });
  });

  it('have no limit where nobody was there before', async () => {
    const found = await monitoring.alerts(
      await historyOf(tally, weekly({ n1: '-----m', n2: '-----h' }), { from: '2024-01-01', to: WEEK }),
      OPTIONS,
    );
    expect(found.rows).toMatchObject([
      { alert: 'middle', value: null, limit: null, p: null, fires: false, affected: 0, of: 0 },
      { alert: 'below', value: 0.5, limit: null, p: null, fires: false, affected: 1, of: 2 },
      { alert: 'psi', value: null, limit: null, p: null, fires: false, affected: 0, of: 0 },
    ]);
    expect(monitoring.alertText(found, { week: WEEK, alert: 'below' }).zh).toBe(
      'Middle or low，截至2024-02-11当周：没有可供判断的客户。',
    );
  });

  it('are refused by name where they were not judged', async () => {
    const found = await foundOf();
    const none = { week: WEEK, alert: 'low' };
    await expect(monitoring.affected(found, none)).rejects.toThrow(
      'The alert "low" was not judged for 2024-02-11: use one of middle, below, psi, and a week of the result.',
    );
    expect(() => monitoring.alertText(found, none)).toThrow(OptionsError);
    expect(() => monitoring.alertText(found, { week: '2024-01-07', alert: 'middle' })).toThrow(OptionsError);
  });
});

describe('how often alerts fire', () => {
  /** Every week half of the forty in the highest tier fall, and as many come back. */
  const EIGHT: Readonly<Record<string, string>> = Object.fromEntries<string>([
    ...Array.from({ length: 20 }, (_, n) => [`a${n}`, 'hlhlhlhl'] as const),
    ...Array.from({ length: 20 }, (_, n) => [`b${n}`, 'lhlhlhlh'] as const),
    ...Array.from({ length: 20 }, (_, n) => [`c${n}`, 'hhhhhhhh'] as const),
  ]);
  const rules = { high: { label: 'Churn of the highest', churn: 'high' } } as const;
  const ratesOf = async (
    customers: Readonly<Record<string, string>>,
    more: Pick<monitoring.AlertRatesOptions, 'decline' | 'draws'> = {},
  ) => {
    const history = await historyOf(tally, weekly(customers), { from: '2024-01-01', to: '2024-03-03' });
    return monitoring.alertRates(history, {
      ...{ rules, baseline: 8, lag: 1, falseAlarms: 0.05, simulations: 99, ...more },
    });
  };

  it('is always where twice as many fall, which is all, and never in the weeks as they were', async () => {
    const rates = await ratesOf(EIGHT, { decline: 2, draws: 30 });
    expect(rates.rows).toMatchObject([
      {
        ...{ alert: 'high', weeks: 7, baselineAlarms: 0, baselineInterval: stats.wilson(0, 7) },
        ...{ detected: 1, detectedInterval: stats.wilson(210, 210) },
      },
    ]);
    // 5% of 210 within four standard errors.
    expect(Math.abs((rates.rows[0]?.quietAlarms ?? 1) - 0.05)).toBeLessThan(0.06);
    expect(rates.title).toEqual({ en: 'How often alerts fire', zh: '预警的误报率与检出率' });
    expect(rates.schema).toMatchObject({
      baselineAlarms: { of: { interval: 'baselineInterval' } },
      baselineInterval: { hidden: true },
      detected: { of: { interval: 'detectedInterval' } },
      detectedInterval: { hidden: true },
    });
    expect(rates.at({ alert: 'high' }).alert.en).toBe('Churn of the highest');
    expect(chart(rates as unknown as Result).alt).toMatch(/^Bar chart: How often alerts fire/);
  });

  it('is never where nobody moves', async () => {
    expect((await ratesOf({ a: 'hhhhhhhh', b: 'llllllll' })).rows).toMatchObject([
      { weeks: 7, baselineAlarms: 0, quietAlarms: 0, detected: 0 },
    ]);
  });

  it('tells the one week that was unlike all others', async () => {
    // In the sixth week all forty fall, so that the next has nobody in the highest tier who could.
    const names = Object.keys(EIGHT);
    const still = Object.fromEntries(
      names.map((name) => [name, name.startsWith('b') ? 'llllllll' : 'hhhhhlhh']),
    );
    const rates = await ratesOf(still, { draws: 1 });
    expect(rates.rows).toMatchObject([{ weeks: 6, baselineAlarms: 1 / 6 }]);
  });

  it('is of half as many again who fall, in twenty weeks each, unless something else is said', async () => {
    const said = await ratesOf(EIGHT, { decline: 1.5, draws: 20 });
    expect((await ratesOf(EIGHT)).rows).toEqual(said.rows);
  });

  it.each([
    [{ decline: 0.5 }, /not 0\.5 and 20\.$/],
    [{ decline: Number.NaN }, /decline must be above 1/],
    [{ draws: 1.5 }, /draws a whole number from 1 on, not 1\.5 and 1\.5/],
  ])('is refused for %j', async (wrong, message) => {
    await expect(ratesOf({}, wrong)).rejects.toThrow(message);
  });
});

describe('the numbers of alerts', () => {
  it('may be left out, and go up to their limits', () => {
    const usual = { baseline: 26, lag: 4, falseAlarms: 0.01, simulations: 999, seed: 1 };
    expect(numbersOf({ from: '2024-01-01', to: '2024-12-31', rules: RULES })).toEqual(usual);
    // One quiet week in a hundred is just seen in 99.
    expect(numbersOf({ simulations: 99 })).toMatchObject({ simulations: 99 });
    expect(() => numbersOf({ simulations: 99, falseAlarms: 0.009 })).toThrow(
      '99 simulations cannot show a chance of 0.009: use at least 111.',
    );
    expect(() => numbersOf({ lag: 1.5 })).toThrow(/^lag: /);
  });
});
