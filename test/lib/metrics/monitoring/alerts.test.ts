import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MetricError, monitoring, open, OptionsError, sql, type Tally } from 'tally';
import { movesOf } from '../../../../lib/src/metrics/monitoring/moves.js';
import { weekEnds } from '../../../../lib/src/metrics/monitoring/stays.js';
import { dateOf } from '../../../../lib/src/orders/day.js';
import { seeded } from '../../../../lib/src/stats/random.js';
import { historyOf, PLAN, RULES, type Stay } from './history-of.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const FIRST = 19_723; // 2024-01-01, a Monday
const TIERS = [...Object.keys(PLAN), 'unassigned'];

/** Stays of customers who come in the first days and change their tier now and then. */
function randomStays(seed: number, customers: number, days: number): Stay[] {
  const random = seeded(seed);
  return Array.from({ length: customers }, (_, customer): Stay[] => {
    const stays: Stay[] = [];
    let [day, tier] = [random.below(days / 2), random.below(4)];
    while (day < days) {
      const until = day + 1 + random.below(40);
      stays.push([
        `c${customer}`,
        TIERS[tier] ?? '',
        dateOf(FIRST + day),
        until < days ? dateOf(FIRST + until) : null,
      ]);
      [day, tier] = [until, (tier + 1 + random.below(3)) % 4];
    }
    return stays;
  }).flat();
}

const DAYS = 7 * 14;
const to = dateOf(FIRST + DAYS - 1);
const history = (seed: number) => historyOf(tally, randomStays(seed, 60, DAYS), { from: dateOf(FIRST), to });

describe('weekEnds', () => {
  const ends = async (from: string, last: string, options?: monitoring.WeeksOptions) =>
    weekEnds(await historyOf(tally, [], { from, to: last }), options);

  it('are the Sundays of whole weeks', async () => {
    expect(await ends('2024-01-01', '2024-01-14')).toEqual(['2024-01-07', '2024-01-14']);
    expect(await ends('2024-01-02', '2024-01-20')).toEqual(['2024-01-14']);
    expect(await ends('2024-01-01', '2024-01-06')).toEqual([]);
    expect(await ends('2024-01-07', '2024-01-07')).toEqual([]);
    expect(await ends('2024-01-01', '2024-02-28', { from: '2024-02-01', to: '2024-02-18' })).toEqual([
      '2024-02-11',
      '2024-02-18',
    ]);
  });

  it('refuses days outside the history, and one without a day', async () => {
    await expect(ends('2024-01-01', '2024-01-14', { to: '2024-01-15' })).rejects.toThrow(
      /not within the history, which goes from 2024-01-01 to 2024-01-14/,
    );
    await expect(ends('2024-01-01', '2024-01-14', { from: '2023-12-31' })).rejects.toThrow(OptionsError);
    await expect(ends('2024-01-01', '2024-01-31', { from: '2024-01-20', to: '2024-01-10' })).rejects.toThrow(
      '2024-01-20 to 2024-01-10 is not within the history, which goes from 2024-01-01 to 2024-01-31.',
    );
    await expect(weekEnds(await historyOf(tally, [], { from: '2024-01-01', to: null }))).rejects.toThrow(
      /has no day yet/,
    );
  });
});

describe('movesOf', () => {
  it.each([1, 3])('counts customers by tier %i weeks before and now, as one by one', async (lag) => {
    const stays = randomStays(5, 60, DAYS);
    const made = await historyOf(tally, stays, { from: dateOf(FIRST), to });
    const ends = await weekEnds(made);
    const tierOn = (customer: string, day: string) =>
      stays.find(
        ([id, , from, until]) => id === customer && from <= day && (until === null || until > day),
      )?.[1];
    for (const { week, counts } of await movesOf(made, ends, lag)) {
      const expected = Array.from({ length: 5 }, () => [0, 0, 0, 0]);
      const earlier = ends[ends.indexOf(week) - lag] ?? '';
      for (const customer of new Set(stays.map(([id]) => id))) {
        const [was, is] = [tierOn(customer, earlier), tierOn(customer, week)];
        const row = expected[was === undefined ? 4 : TIERS.indexOf(was)];
        if (is !== undefined && row !== undefined) row[TIERS.indexOf(is)] = (row[TIERS.indexOf(is)] ?? 0) + 1;
      }
      expect(counts).toEqual(expected);
    }
  });
});

describe('monitoring.alerts', () => {
  const options = { rules: RULES, baseline: 8, lag: 2, falseAlarms: 0.05, simulations: 199 };

  it('says the same for the same seed, and fires exactly where p is low enough', async () => {
    const found = await monitoring.alerts(await history(1), options);
    expect(found.rows).toHaveLength((14 - 8) * 4);
    for (const { p, fires, value, limit } of found.rows) {
      expect(fires).toBe((p ?? 1) <= 0.05);
      expect(fires).toBe((value ?? 0) > (limit ?? 0));
    }
    expect((await monitoring.alerts(await history(1), options)).rows).toEqual(found.rows);
  });

  it('names as many customers as it says', async () => {
    const made = await history(2);
    const found = await monitoring.alerts(made, options);
    for (const { week, alert, affected, value, of } of found.rows.slice(0, 12)) {
      const concerned = await monitoring.affected(found, { week, alert });
      const { n } = await tally.engine.one(sql`SELECT count(*) AS n FROM ${concerned}`, { n: 'integer' });
      expect(n).toBe(affected);
      if (alert === 'churn' || alert === 'low') expect(value).toBe(of === 0 ? null : affected / of);
    }
  });

  it('finds that every customer of a tier has fallen, and says it in two languages', async () => {
    // Nobody moves for ten weeks; then all of the highest tier do.
    const stays = Array.from({ length: 40 }, (_, customer): Stay[] =>
      customer < 10
        ? [
            [`c${customer}`, 'high', '2024-01-01', '2024-03-14'],
            [`c${customer}`, 'low', '2024-03-14', null],
          ]
        : [[`c${customer}`, 'middle', '2024-01-01', null]],
    ).flat();
    const found = await monitoring.alerts(
      await historyOf(tally, stays, { from: '2024-01-01', to: '2024-03-17' }),
      {
        ...options,
        lag: 1,
        baseline: 10,
      },
    );
    expect(found.rows).toMatchObject([
      { week: '2024-03-17', alert: 'churn', value: 1, limit: 0, p: 0.005, fires: true, affected: 10, of: 10 },
      { alert: 'low', value: 0.25, limit: 0, fires: true, affected: 10, of: 40 },
      { alert: 'psi', fires: true, affected: 10, of: 40 },
      { alert: 'chi', value: 20, fires: true, affected: 10, of: 40 },
    ]);
    expect(monitoring.alertText(found, { week: '2024-03-17', alert: 'churn' })).toEqual({
      en: 'Churn of the highest, week to 2024-03-17: 100.0% over one week, above the limit of 0.0%, which 5% of quiet weeks exceed; 10 of 10 customers concerned.',
      zh: 'Churn of the highest，截至2024-03-17当周：1周内为100.0%，高于预警线0.0%（平稳周中有5%会超过此线）；涉及10名客户中的10名。',
    });
    const fallen = await monitoring.affected(found, { week: '2024-03-17', alert: 'churn' });
    const rows = await tally.engine.all(sql`SELECT * FROM ${fallen} ORDER BY customer_id`, {
      customer_id: 'text',
      tier_before: 'text?',
      tier: 'text',
    });
    expect(rows).toHaveLength(10);
    expect(rows[0]).toEqual({ customer_id: 'c0', tier_before: 'high', tier: 'low' });
  });

  it('tells nothing of a shop without customers', async () => {
    const nobody = await historyOf(tally, [], { from: '2024-01-01', to: '2024-03-31' });
    const found = await monitoring.alerts(nobody, options);
    expect(found.rows.every(({ value, p, fires }) => value === null && p === null && !fires)).toBe(true);
    expect(monitoring.alertText(found, { week: '2024-03-03', alert: 'low' }).en).toBe(
      'Share of the lowest, week to 2024-03-03: no customers to tell it from.',
    );
    expect((await monitoring.alertRates(nobody, options)).rows).toMatchObject([
      { alert: 'churn', weeks: 0, baselineAlarms: null, detected: null },
      {},
      {},
      {},
    ]);
  });

  it.each([
    [{ baseline: 1 }, /baseline/],
    [{ lag: 0 }, /lag/],
    [{ lag: 8 }, /A baseline of 8 weeks has no moves over 8 weeks/],
    [{ falseAlarms: 0 }, /falseAlarms/],
    [{ falseAlarms: 0.001 }, /199 simulations cannot show a chance of 0\.001: use at least 999/],
    [{ sead: 1 }, /sead/],
    [
      { rules: { x: { label: 'x', churn: 'gold' } } },
      /"gold", which the plan does not have: use high, middle, low/,
    ],
    [{ rules: { x: { label: 'x', share: [] } } }, /watches no tier/],
    [{ rules: undefined }, /"platinum", which the plan does not have/],
  ])('refuses %j', async (wrong, message) => {
    const promise = monitoring.alerts(await history(1), { ...options, ...wrong } as object);
    await expect(promise).rejects.toThrow(OptionsError);
    await expect(promise).rejects.toThrow(message);
  });

  it('is not defined where no week is left to judge', async () => {
    const promise = monitoring.alerts(await history(1), { ...options, baseline: 14 });
    await expect(promise).rejects.toThrow(MetricError);
    await expect(promise).rejects.toThrow(/14 whole weeks, of which 14 are the baseline/);
  });

  it('refuses the customers of what was not judged', async () => {
    const found = await monitoring.alerts(await history(1), options);
    await expect(monitoring.affected(found, { week: '2024-01-07', alert: 'churn' })).rejects.toThrow(
      /was not judged/,
    );
    await expect(monitoring.affected(found, { week: to, alert: 'toString' })).rejects.toThrow(
      /was not judged/,
    );
  });
});

describe('monitoring.alertRates', () => {
  it('come near what was asked for in quiet weeks, and above it in declining ones', async () => {
    const stays = randomStays(3, 300, 7 * 40);
    const made = await historyOf(tally, stays, { from: dateOf(FIRST), to: dateOf(FIRST + 7 * 40 - 1) });
    const rates = await monitoring.alertRates(made, {
      ...{ rules: { churn: RULES.churn }, baseline: 36, lag: 1, falseAlarms: 0.05, simulations: 199 },
      decline: 3,
    });
    const { quietAlarms, detected, weeks } = rates.at({ alert: 'churn' });
    expect(weeks.raw).toBe(35);
    // 700 simulated weeks; 5% within four standard errors.
    expect(Math.abs((quietAlarms.raw ?? 1) - 0.05)).toBeLessThan(0.033);
    expect(detected.raw).toBeGreaterThan(0.3);
  });

  it.each([{ decline: 1 }, { draws: 0 }])('refuses %j', async (wrong) => {
    await expect(monitoring.alertRates(await history(1), wrong)).rejects.toThrow(/decline must be above 1/);
  });
});
