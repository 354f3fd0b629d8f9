import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, open, OptionsError, traffic, type Result, type Tally } from 'tally';
import { TRAFFIC } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { FEW } from './few.js';

let tally: Tally;
let events: Awaited<ReturnType<typeof sessionEvents>>;
beforeAll(async () => {
  tally = await open({ threads: 1 });
  events = await sessionEvents(tally, FEW);
});
afterAll(() => tally.close());

const TEN = { hours: [10] } as const;
const MIDNIGHT = { hours: [0] } as const;

describe('traffic', () => {
  it('is titled in both languages, and drawn', async () => {
    const [hours, days] = [await traffic.byHour(events, TRAFFIC), await traffic.byDay(events, TRAFFIC)];
    const cells = await traffic.cells(events, TRAFFIC);
    const drawn: readonly Result[] = [
      ...[hours, days, cells, await traffic.byWeekday(events, TRAFFIC), traffic.dailyPeaks(cells)],
      ...[await traffic.peaks(events, hours, TRAFFIC), traffic.busiest(hours, 1)],
    ].map((result) => result as unknown as Result);
    const shown: readonly Result[] = [
      ...[days.whole, traffic.busiest(hours, 1).change, await traffic.activeAsCounted(events, TRAFFIC)],
      await traffic.conversionAsCounted(events, TRAFFIC),
      await traffic.difference(events, TRAFFIC, TEN, MIDNIGHT),
      await traffic.differencePerView(events, TRAFFIC, TEN, MIDNIGHT),
    ].map((result) => result as unknown as Result);
    for (const { title, name } of [...drawn, ...shown]) {
      expect(title, name).toEqual({
        en: expect.stringMatching(/^[A-Z].*[a-z]/) as string,
        zh: expect.stringMatching(/\p{Script=Han}{2}/u) as string,
      });
    }
    for (const result of drawn) {
      expect(result.chart?.mark, result.name).toBeTypeOf('string');
      expect(chart(result).alt, result.name).toContain((result.title as { en: string }).en);
    }
  });

  it('writes hours, means and shares', async () => {
    const hours = await traffic.byHour(events, TRAFFIC);
    // Of nine days, three views at ten and two purchases.
    const { length, viewsPerHour, purchasesPerHour, hour } = hours.at({ hour: 10 });
    expect([hour.en, length.en, viewsPerHour.en, purchasesPerHour.en]).toEqual([
      '10:00',
      '9.0',
      '0.3',
      '0.2',
    ]);
    const hidden = ['length', 'purchasesPerHour', 'viewsPerUser', 'purchasesPerBuyer'];
    expect(
      Object.entries(hours.schema).flatMap(([name, column]) => ('hidden' in column ? name : [])),
    ).toEqual(hidden);
    const week = await traffic.byWeekday(events, TRAFFIC);
    const saturday = week.at({ weekday: 'saturday', hour: 10 });
    expect([saturday.length.en, saturday.viewsPerHour.en, saturday.purchasesPerHour.en]).toEqual([
      ...['2.0', '1.5', '1.0'],
    ]);
    expect([saturday.purchasesPerView.en, week.schema.isoWeekday.hidden]).toEqual(['66.67%', true]);
    const cells = await traffic.cells(events, TRAFFIC);
    expect(cells.at({ date: '2017-11-25', hour: 10 }).length.en).toBe('1.0');
    expect(cells.schema.length.hidden).toBe(true);
    for (const { length: column } of [hours.schema, week.schema, cells.schema]) {
      expect(column.unit).toMatchObject({ en: 'hours' });
    }
    expect(hours.schema.hour.unit).toEqual({ en: 'Asia/Shanghai', zh: 'Asia/Shanghai' });
  });

  it('writes comparisons', async () => {
    const compared = traffic.busiest(await traffic.byHour(events, TRAFFIC), 1, { these: 'Ten' });
    const these = compared.at({ group: 'these' });
    expect([these.group.en, these.viewsShare.en, compared.at({ group: 'all' }).group.en]).toEqual([
      ...['Ten', '75.0%', 'All'],
    ]);
    const { members, users, buyers } = compared.schema;
    expect(compared.schema.viewsShare.of).toEqual({ base: 'views' });
    expect([members.hidden, users.hidden, buyers.hidden, compared.schema.group.authored]).toEqual([
      ...[true, true, true, true],
    ]);
    // Three views at ten against one in 23 hours, two users against two.
    expect(compared.change.rows[0]?.views).toBeCloseTo(3 / (1 / 23) - 1, 12);
    expect(compared.change.rows[0]?.users).toBeCloseTo(2 / (2 / 23) - 1, 12);
    expect(compared.rows[0]).toMatchObject({ meanBuyers: 1, meanPurchases: 2 });
    const peaks = traffic.dailyPeaks(await traffic.cells(events, TRAFFIC));
    // Of three days with views.
    expect([peaks.at({ hour: 10 }).share.en, peaks.schema.share.of]).toEqual(['66.7%', { base: 'of' }]);
  });
});

describe('the difference of two times', () => {
  it('is of hours, or of days, that there are', async () => {
    const day = { days: ['2017-11-25'] };
    const both = [traffic.difference, traffic.differencePerView] as const;
    for (const difference of both) {
      const wrong = (one: traffic.Times, other: traffic.Times) => difference(events, TRAFFIC, one, other);
      await expect(wrong(TEN, day)).rejects.toThrow('Compare hours with hours, or days with days.');
      await expect(wrong(day, TEN)).rejects.toThrow('Compare hours with hours, or days with days.');
      await expect(wrong({ hours: [-1] }, TEN)).rejects.toThrow('from 0 to 23, each once, not [-1].');
      await expect(wrong({ hours: [0.5, 3] }, TEN)).rejects.toThrow('each once, not [0.5, 3].');
      await expect(wrong({ days: ['2017-11-24', '2017-11-25'] }, day)).rejects.toThrow(
        '[2017-11-24, 2017-11-25] must be days of the window, 2017-11-25 to 2017-12-03, each once.',
      );
    }
    const none = { views: ['pv'], purchases: [] } as const;
    await expect(traffic.difference(events, none, TEN, MIDNIGHT)).rejects.toThrow(OptionsError);
    await expect(traffic.differencePerView(events, none, TEN, MIDNIGHT)).rejects.toThrow(OptionsError);
  });

  it('counts who came at either, at the first and the last hour and day too', async () => {
    const third = { user: 3, behavior: 'pv' } as const;
    const more = await sessionEvents(tally, [
      ...FEW,
      ...[
        { ...third, at: '2017-11-25 00:30' },
        { ...third, at: '2017-11-26 10:05' },
      ],
      { user: 3, behavior: 'buy', at: '2017-12-03 23:30' },
    ]);
    const edges = await traffic.difference(more, TRAFFIC, MIDNIGHT, { hours: [23] });
    // Users 2 and 3 came at both, and user 3 bought at the last.
    expect(edges.rows).toMatchObject([{ users: 2, one: 0, other: 0.5 }]);
    const [first, last] = [{ days: ['2017-11-25'] }, { days: ['2017-12-03'] }];
    // Users 1 and 3, of whom the first bought, against users 2 and 3, of whom the second did.
    const days = await traffic.difference(more, TRAFFIC, first, last);
    expect(days.rows).toMatchObject([{ users: 3, one: 0.5, other: 0.5 }]);
    const perView = await traffic.differencePerView(more, TRAFFIC, TEN, MIDNIGHT);
    // Two purchases of four views of users 1 and 3 at ten; users 2 and 3 looked at midnight.
    expect(perView.rows).toMatchObject([{ users: 3, one: 0.5, other: 0, difference: 0.5 }]);
    await sessionEvents(tally, FEW);
    const never = await traffic.differencePerView(events, TRAFFIC, TEN, { hours: [5] });
    expect(never.rows).toEqual([
      { users: 1, one: null, other: null, difference: null, differenceInterval: null, p: null },
    ]);
  });
});
