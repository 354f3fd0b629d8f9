import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, traffic, type Tally } from 'tally';
import { shanghai, TRAFFIC, TYPE_KEYS, type TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const NINE = { from: '2017-11-25', to: '2017-12-04' } as const;
const at = (user: number, behavior: TestEvent['behavior'], time: string): TestEvent => ({
  user,
  behavior,
  at: `2017-${time}`,
});

const active = async (events: readonly TestEvent[], window: object = NINE) =>
  (await traffic.activeAsCounted(await sessionEvents(tally, events, window), TRAFFIC)).rows.map(
    ({ tool, lastDay, week, month }) => [tool, lastDay, week, month],
  );

/** Per tool `converted/base`. */
const conversion = async (events: readonly TestEvent[], gap?: number) =>
  Object.fromEntries(
    (
      await traffic.conversionAsCounted(await sessionEvents(tally, events, NINE), {
        ...TRAFFIC,
        ...(gap !== undefined && { gap }),
      })
    ).rows.map(({ tool, base, converted }) => [tool, `${converted}/${base}`]),
  );

describe('active users as different tools count them', () => {
  it('leaves out visits of one view for GA4, but not the first', async () => {
    const events = [
      // First seen a week ago, one view on the last day: active for all but GA4.
      ...[at(1, 'pv', '11-25 10:00'), at(1, 'pv', '12-03 10:00')],
      // Two views on the last day make the visit engaged.
      ...[at(2, 'pv', '11-28 10:00'), at(2, 'pv', '12-03 10:00'), at(2, 'pv', '12-03 10:00:05')],
      // First seen on the last day.
      at(3, 'pv', '12-03 11:00'),
      // Ten seconds on November 28th, within the last seven days, which begin on the 27th.
      ...[at(4, 'pv', '11-25 09:00'), at(4, 'fav', '11-28 10:00'), at(4, 'cart', '11-28 10:00:10')],
    ];
    expect(await active(events)).toEqual([
      ['tally', 3, 4, null],
      ['posthog', 3, 4, null],
      ['mixpanel', 3, 4, null],
      // User 1 was last active for GA4 on the 25th.
      ['ga4', 2, 3, null],
    ]);
  });

  it('counts a month of 30 or 28 days, where there are as many', async () => {
    const window = { from: '2017-11-04', to: '2017-12-04' };
    const events = [at(1, 'pv', '11-04 10:00'), at(2, 'pv', '11-06 10:00'), at(2, 'buy', '12-03 10:00')];
    expect(await active(events, window)).toEqual([
      ['tally', 1, 1, null],
      ['posthog', 1, 1, 2],
      ['mixpanel', 1, 1, 2],
      // The 28 days begin on November 6th.
      ['ga4', 1, 1, 1],
    ]);
    const tables = await sessionEvents(tally, events, window);
    const { rows } = await traffic.activeAsCounted(tables, TRAFFIC);
    expect(rows.map(({ tool, monthDays, stickiness }) => [tool, monthDays, stickiness])).toEqual([
      ['tally', null, null],
      ['posthog', 30, 0.5],
      ['mixpanel', 30, 0.5],
      ['ga4', 28, 1],
    ]);
    expect(await active(events, { from: '2017-11-05', to: '2017-12-04' })).toContainEqual([
      'posthog',
      1,
      1,
      null,
    ]);
  });

  it('makes a visit of a purchase alone engaged, and one of nine seconds not', async () => {
    const first = [at(1, 'pv', '11-25 10:00'), at(2, 'pv', '11-25 10:00')];
    const last = [at(1, 'buy', '12-03 10:00'), at(2, 'fav', '12-03 10:00'), at(2, 'cart', '12-03 10:00:09')];
    expect((await active([...first, ...last])).at(-1)).toEqual(['ga4', 1, 1, null]);
  });
});

describe('conversion as different tools count it', () => {
  it('counts users, events and sessions', async () => {
    const events = [
      // Two visits; the purchase comes in the second, before its view.
      ...[at(1, 'pv', '11-25 10:00'), at(1, 'buy', '11-25 12:00'), at(1, 'pv', '11-25 12:10')],
      // One visit with a view and two purchases.
      ...[at(2, 'pv', '11-25 10:00'), at(2, 'buy', '11-25 10:05'), at(2, 'buy', '11-25 10:10')],
      // A purchase without a view, and a visit without either.
      ...[at(3, 'buy', '11-25 10:00'), at(3, 'cart', '11-26 10:00')],
      at(4, 'pv', '11-25 10:00'),
    ];
    expect(await conversion(events)).toEqual({
      'tally-users': '3/4',
      'tally-views': '4/4',
      'ga4-users': '3/4',
      // Sessions: two of user 1, one of user 2, two of user 3, one of user 4.
      'ga4-sessions': '3/6',
      // With a view: two of user 1, those of users 2 and 4; a purchase after it has only user 2.
      'mixpanel-sessions': '1/4',
      'posthog-sessions': '1/4',
    });
  });

  it('ends a session after more than the gap', async () => {
    const events = [at(1, 'pv', '11-25 10:00'), at(1, 'buy', '11-25 10:30')];
    expect(await conversion(events)).toMatchObject({ 'ga4-sessions': '1/1', 'mixpanel-sessions': '1/1' });
    expect(await conversion(events, 1799)).toMatchObject({
      'ga4-sessions': '1/2',
      'mixpanel-sessions': '0/1',
    });
  });

  it('gives what loops over each session give', async () => {
    const start = shanghai('2017-11-26 00:00');
    const event = fc.record({
      user: fc.integer({ min: 1, max: 3 }),
      behavior: fc.constantFrom(...TYPE_KEYS),
      at: fc.integer({ min: start, max: start + 40 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 30 }), async (events) => {
        let [sessions, buying, viewing, converting] = [0, 0, 0, 0];
        for (const user of [1, 2, 3]) {
          const own = events.filter((one) => one.user === user).sort((a, b) => a.at - b.at);
          const visits: (typeof own)[] = [];
          own.forEach((one, index) => {
            if (one.at - (own[index - 1]?.at ?? -Infinity) > 5) visits.push([]);
            visits.at(-1)?.push(one);
          });
          const views = visits.map((visit) => visit.filter(({ behavior }) => behavior === 'pv'));
          const buys = visits.map((visit) => visit.filter(({ behavior }) => behavior === 'buy'));
          sessions += visits.length;
          buying += buys.filter((all) => all.length > 0).length;
          viewing += views.filter((all) => all.length > 0).length;
          converting += visits.filter((_, index) =>
            (views[index] ?? []).some((view) => (buys[index] ?? []).some((buy) => buy.at >= view.at)),
          ).length;
        }
        expect(await conversion(events, 5)).toMatchObject({
          'ga4-sessions': `${buying}/${sessions}`,
          'mixpanel-sessions': `${converting}/${viewing}`,
        });
      }),
      { numRuns: 40 },
    );
  });
});

it('has a sentence for each tool in both languages, nothing without users, and rejects unknown types', async () => {
  const events = await sessionEvents(tally, [], NINE);
  const tables = [
    await traffic.activeAsCounted(events, TRAFFIC),
    await traffic.conversionAsCounted(events, TRAFFIC),
  ];
  for (const table of tables) {
    for (const row of table.rows) {
      const why = table.values(row as never)['why' as never] as { readonly en: string; readonly zh: string };
      expect(why.en).toMatch(/^[A-Z].*\.$/);
      expect(why.zh).toMatch(/\p{Script=Han}.*。$/u);
    }
  }
  const bad = { views: ['pv'], purchases: [] } as const;
  await expect(traffic.activeAsCounted(events, bad)).rejects.toThrow(OptionsError);
  await expect(traffic.conversionAsCounted(events, bad)).rejects.toThrow(OptionsError);
});
