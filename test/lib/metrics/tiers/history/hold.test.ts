import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, tiers, type Tally } from 'tally';
import { beginIn, ordersIn, toldIn } from './by-hand.js';
import { dayOf } from './reference.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const begin = (options: Parameters<typeof beginIn>[1] = {}) => beginIn(tally, options);
const orders = (...texts: readonly string[]) => ordersIn(tally, texts);
const told = (history: tiers.TierHistory) => toldIn(tally, history);

describe('holding against flapping', () => {
  /** A customer with an order every 32 days: a day longer than platinum lasts. */
  const monthly = ['anna 0 120 a', 'anna 32 20 b', 'anna 64 20 c'];

  it('lets a customer stay for some days after a limit', async () => {
    const [plain, held] = [await begin(), await begin({ hold: { days: 5 } })];
    for (const history of [plain, held]) await tiers.backfill(history, await orders(...monthly), dayOf(105));
    expect(await told(plain)).toEqual([
      ...['anna platinum 0-31 first', 'anna gold 31-32 time', 'anna platinum 32-63 order'],
      ...['anna gold 63-64 time', 'anna platinum 64-95 order', 'anna gold 95- time'],
    ]);
    // The last purchase is on day 64: 64 + 30 + 5 days are over on day 100.
    expect(await told(held)).toEqual(['anna platinum 0-100 first', 'anna gold 100- time']);
    await plain.close();
    await held.close();
  });

  it('lets a customer stay within a margin below the cut, into which nobody comes', async () => {
    const history = await begin({ hold: { margin: 0.1 } });
    // 100 is needed to come into platinum, 90 to stay.
    const all = await orders('anna 0 100 a', 'anna 2 -10 b', 'anna 4 -1 c', 'anna 6 10 d', 'anna 8 1 e');
    await tiers.backfill(history, all, dayOf(9));
    expect(await told(history)).toEqual([
      ...['anna platinum 0-4 first', 'anna gold 4-8 order', 'anna platinum 8- order'],
    ]);
    await history.close();
  });

  it('goes on in later batches, also for those who had no tier', async () => {
    const history = await begin({ hold: { days: 5, margin: 0.1 } });
    const all = ['anna 0 120 a', 'ben 0 50 b', 'carl 0 100 c', 'carl 2 -5 d', 'zoe 1 -20 z'];
    await tiers.backfill(history, await orders(...all), dayOf(32));
    await tiers.backfill(history, await orders('carl 34 -2 e', 'zoe 34 50 y'), dayOf(36));
    await tiers.backfill(history, await orders(), dayOf(66));
    // Carl has 95 and then 93 of 100; platinum lasts for 30 + 5 days and gold for 60 + 5.
    expect(await told(history)).toEqual([
      ...['anna platinum 0-36 first', 'anna gold 36-66 time', 'anna silver 66- time'],
      ...['ben gold 0-66 first', 'ben silver 66- time'],
      ...['carl platinum 0-36 first', 'carl gold 36-66 time', 'carl silver 66- time'],
      'zoe silver 34- first',
    ]);
    await history.close();
  });

  it('is worth the moves it takes away, and costs the days by which it sees a decline later', async () => {
    const [plain, held] = [await begin(), await begin({ hold: { days: 5 } })];
    for (const history of [plain, held]) await tiers.backfill(history, await orders(...monthly), dayOf(300));
    const effect = await tiers.holdEffect(plain, held);
    // Plain, days 31, 32, 63, 64, 95, 125, 155 and 245; on 32 and 64 a day after leaving. Held, days 100, 130, 160 and 250.
    // Those of 95, 125 and 155 have lasted for 90 days by day 300.
    expect(effect.rows).toEqual([
      {
        ...{ moves: 8, held: 4, removed: 0.5, back: 2, heldBack: 0 },
        ...{ declines: 3, unseen: 0, delay: 5, longest: 5 },
      },
    ]);
    await tiers.backfill(plain, await orders(), dayOf(301));
    await expect(tiers.holdEffect(plain, held)).rejects.toThrow('end on different days');
    const other = await begin({ from: dayOf(1) });
    await expect(tiers.holdEffect(plain, other)).rejects.toThrow('The histories have another from');
    for (const history of [plain, held, other]) await history.close();
  });

  it('counts moves back up to 30 days later, and declines that have lasted for 90 days', async () => {
    const [plain, held] = [await begin(), await begin({ hold: { days: 5 } })];
    // Anna declines on days 31, 61 and 91, held on 36, 66 and 96: by day 121 the first decline has lasted for 90 days. Ben is
    // back after 30 days, carl after 31; both decline twice more.
    const all = await orders(
      ...['anna 0 120', 'ben 0 120', 'ben 5 -50', 'ben 35 50'],
      ...['carl 0 120', 'carl 5 -50', 'carl 36 50'],
    );
    for (const history of [plain, held]) await tiers.backfill(history, all, dayOf(121));
    expect((await tiers.holdEffect(plain, held)).rows).toEqual([
      {
        ...{ moves: 11, held: 11, removed: 0, back: 1, heldBack: 1 },
        ...{ declines: 1, unseen: 0, delay: 5, longest: 5 },
      },
    ]);
    await plain.close();
    await held.close();
  });

  /** Into gold on day 20 by a refund, and an order on every twentieth day since. */
  const refunded = (who: string) => [
    ...[`${who} 0 120 ${who}`, `${who} 20 -50 ${who}-`],
    ...[20, 40, 60, 80, 100, 120].map((n) => `${who} ${n} 1 ${who}${n}`),
  ];

  it('does not see declines within its margin', async () => {
    const [plain, held] = [await begin(), await begin({ hold: { margin: 0.5 } })];
    const all = await orders(...refunded('anna'), ...refunded('ben'));
    for (const history of [plain, held]) await tiers.backfill(history, all, dayOf(125));
    expect((await tiers.holdEffect(plain, held)).rows).toMatchObject([
      { moves: 2, held: 0, declines: 2, unseen: 2, delay: null, longest: null },
    ]);
    await plain.close();
    await held.close();
  });

  it('sees a decline at once that it does not hold', async () => {
    const [plain, held] = [await begin(), await begin({ hold: { days: 5 } })];
    // Anna is in gold from day 20 on in both; ben from day 31 on, or from day 36.
    const all = await orders(...refunded('anna'), 'ben 0 120 b');
    for (const history of [plain, held]) await tiers.backfill(history, all, dayOf(125));
    expect((await tiers.holdEffect(plain, held)).rows).toMatchObject([
      { declines: 2, unseen: 0, delay: 2.5, longest: 5 },
    ]);
    await plain.close();
    await held.close();
  });

  it('has no effect where nobody moves, and none is known without a day', async () => {
    const [plain, held] = [await begin(), await begin({ hold: { days: 5 } })];
    await expect(tiers.holdEffect(plain, held)).rejects.toThrow('end on different days');
    for (const history of [plain, held]) await tiers.backfill(history, await orders('anna 0 120'), dayOf(1));
    const effect = await tiers.holdEffect(plain, held);
    expect(effect.title).toMatchObject({ en: 'What holding customers in their tiers does' });
    expect(effect.rows).toMatchObject([{ moves: 0, held: 0, removed: null, declines: 0, delay: null }]);
    await plain.close();
    await held.close();
  });

  it.each([
    [{ margin: 1 }, 'hold.margin must be a share from 0 to below 1, not 1'],
    [{ margin: -0.1 }, 'hold.margin must be a share'],
    [{ days: 1.5 }, 'hold.days must be a whole number of days, not 1.5'],
    [{ days: -1 }, 'hold.days must be a whole number of days'],
  ])('is refused for %j', async (hold, message) => {
    await expect(begin({ hold })).rejects.toThrow(message);
  });
});
