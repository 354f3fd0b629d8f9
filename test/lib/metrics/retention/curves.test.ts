import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally, chart, OptionsError, retention } from 'tally';
import { DISPLAY } from '../../../../lib/src/core/display.js';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { sessionEvents } from '../../session-events.js';
import { cell, cellsOf, HUNDREDS, unseen } from './cells.js';
import { FEW, THREE } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const curveOf = async (options = {}) =>
  retention.curve(await retention.cohorts(await sessionEvents(tally, FEW, THREE), options));

describe('several curves', () => {
  it('stand below each other under their names', async () => {
    const both = retention.curves(
      { seen: await curveOf(), bought: await curveOf({ active: ['buy'] }) },
      { bought: { en: 'bought again', zh: '再次购买' } },
    );
    expect(both.rows.map(({ of, day, rate }) => [of, day, rate])).toEqual([
      ['seen', 0, 1],
      ['seen', 1, 0.5],
      ['seen', 2, 1],
      ['bought', 0, 1],
      ['bought', 1, 0],
      ['bought', 2, null],
    ]);
    expect(both.at({ of: 'bought', day: 1 }).of.zh).toBe('再次购买');
    expect(both.at({ of: 'seen', day: 1 }).of.en).toBe('seen');
    expect(chart(both).alt).toContain('bought again');
    const { metadata } = await chart(both)[DISPLAY]();
    expect(metadata).toMatchObject({ texts: ['seen'] });
    expect([both.title, both.chart]).toEqual([
      { en: 'Retention curves, as shares of eligible users', zh: '留存曲线对比（占可观测用户）' },
      { mark: 'line', x: 'day', y: 'rate', color: 'of' },
    ]);
    expect(both.column('rate').of).toEqual({ base: 'eligible', interval: 'rateInterval' });
    expect(both.rows[1]).toMatchObject({ active: 2, eligible: 4, rateInterval: wilson(2, 4) });
  });

  it('are at least one', () => {
    expect(() => retention.curves({})).toThrow(OptionsError);
  });
});

describe('the distance from another curve', () => {
  it('is the mean over the days from 1 on that both know', async () => {
    // Own rates 0.5, 1 over eligible users; 0.5, 0.5 over all; 0.5, 1 as the mean of cohorts.
    const found = retention.distances(await curveOf(), [0.1, 0.4, 0.5]);
    expect(found.rows).toEqual([
      { denominator: 'rate', distance: 0.3 },
      { denominator: 'shareOfAll', distance: 0.05 },
      { denominator: 'meanOfCohorts', distance: 0.3 },
    ]);
    expect(found.min('distance').denominator.en).toBe('All users');
    expect(found.min('distance').distance.en).toBe('5.0');
    const short = retention.distances(await curveOf(), [1, 0.4]);
    expect(short.at({ denominator: 'rate' }).distance.raw).toBe(0.1);
    expect([found.title, found.chart]).toEqual([
      { en: 'Distance from the other curve, by denominator', zh: '不同分母下与另一曲线的差距' },
      { mark: 'bar', x: 'distance', y: 'denominator' },
    ]);
    expect(retention.distances(await curveOf(), []).rows.map(({ distance }) => distance)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('leaves out days that either curve does not know', async () => {
    const bought = await curveOf({ active: ['buy'] });
    // Nobody can be observed on day 2: over all users, none of them returned.
    const found = retention.distances(bought, [1, 0.25, 0.5]);
    expect(found.rows.map(({ distance }) => distance)).toEqual([0.25, 0.375, 0.25]);
    const without = retention.distances(await curveOf(), [1, null, 0.7]);
    expect(without.at({ denominator: 'rate' }).distance.raw).toBeCloseTo(0.3, 12);
  });
});

describe('the change from one day to another', () => {
  it('is told apart for the first cohort, the later ones and all', () => {
    const cells = cellsOf(tally, HUNDREDS.toReversed());
    const early = retention.change(cells, 0, 1);
    expect(early.rows.map(({ cohorts, before, after }) => [cohorts, before, after])).toEqual([
      ['first', 1, 0.5],
      ['later', 1, 0.4],
      ['all', 1, (50 + 120) / 400],
    ]);
    // Ten users of the last cohort have no next day.
    expect(early.rows.map(({ beforeInterval, afterInterval }) => [beforeInterval, afterInterval])).toEqual([
      [wilson(100, 100), wilson(50, 100)],
      [wilson(310, 310), wilson(120, 300)],
      [wilson(410, 410), wilson(170, 400)],
    ]);
    expect(early.at({ cohorts: 'later' }).change.raw).toBeCloseTo(-0.6, 12);
    const late = retention.change(cells, 1, 2);
    expect(late.at({ cohorts: 'first' }).change.en).toBe('30.0');
    expect(late.rows.map(({ after }) => after)).toEqual([0.8, null, 0.8]);
    expect(late.at({ cohorts: 'later' }).change.raw).toBeNull();
    expect(retention.change(cells, 2, 1).at({ cohorts: 'later' }).change.raw).toBeNull();
    expect([late.title, late.chart]).toEqual([
      { en: 'Change of retention from one day to another', zh: '两个天数之间的留存率变化' },
      { mark: 'bar', x: 'change', y: 'cohorts' },
    ]);
  });

  it('is not defined without cells', () => {
    const rows = retention.change(cellsOf(tally, []), 1, 2).rows;
    expect(rows.map(({ change }) => change)).toEqual([null, null, null]);
  });
});

describe('cohorts on the same dates', () => {
  it('are the largest ones from the day after their first on', () => {
    const cells = cellsOf(tally, [
      ...[1, 0.5, 0.8].map((rate, day) => cell(0, day, rate, 100)),
      ...[1, 0.4].map((rate, day) => cell(1, day, rate, 300)),
      ...[1, 0.2].map((rate, day) => cell(2, day, rate, 100)),
      unseen(2, 2, 100),
      ...[1, 0.1].map((rate, day) => cell(3, day, rate, 0)),
    ]);
    const two = retention.sameDates(cells, 2);
    expect(two.rows.map(({ cohort, date, rate }) => [cohort, date, rate])).toEqual([
      ['2017-11-20', '2017-11-21', 0.5],
      ['2017-11-20', '2017-11-22', 0.8],
      ['2017-11-21', '2017-11-22', 0.4],
    ]);
    // Three are of all cohorts with users; the largest one alone is not the first.
    for (const three of [retention.sameDates(cells), retention.sameDates(cells, 9)])
      expect(three.rows.map(({ cohort }) => cohort.slice(-2))).toEqual(['20', '20', '21', '22']);
    expect(retention.sameDates(cells, 1).rows.map(({ cohort }) => cohort)).toEqual(['2017-11-21']);
    expect(chart(two).alt).toMatch(/^Line chart/);
    expect([two.title, two.chart]).toEqual([
      {
        en: 'The largest cohorts, by first day, on the same dates',
        zh: '最大的几个同期群在相同日期的留存率',
      },
      { mark: 'line', x: 'date', y: 'rate', color: 'cohort', band: false, zero: false },
    ]);
    // Of two cohorts of 100, the earlier one, in whatever order the cells come.
    const backwards = retention.sameDates(cellsOf(tally, cells.rows.toReversed()), 2);
    expect(backwards.rows).toEqual(two.rows.toReversed());
  });
});
