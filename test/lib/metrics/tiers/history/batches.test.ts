import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, tiers, type Tally } from 'tally';
import { beginIn, CUTS, ordersIn, toldIn } from './by-hand.js';
import { staysOf } from './orders-of.js';
import { dayOf } from './reference.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const orders = (...texts: readonly string[]) => ordersIn(tally, texts);
const told = (history: tiers.TierHistory) => toldIn(tally, history);

describe('what counts', () => {
  it('is the sum of the orders of a day, and less than nothing is nothing', async () => {
    const history = await beginIn(tally);
    await tiers.backfill(history, await orders('anna 3 30', 'anna 3 80', 'anna 5 -150'), dayOf(5));
    expect(await told(history)).toEqual(['anna platinum 3-5 first', 'anna silver 5- order']);
    expect((await staysOf(tally, history)).map(({ score }) => score)).toEqual([110, 0]);
    await history.close();
  });

  it('is how often customers bought, where the score goes by it', async () => {
    // A rank for up to ten days, two for 2 and 3 purchases, none for money: scores of 1/3, 2/3 and 1.
    const history = await tiers.openHistory(tally, ':memory:', {
      from: dayOf(0),
      plan: {
        often: { label: 'Often', top: 0.05 },
        twice: { label: 'Twice', top: 0.25 },
        once: { label: 'Once' },
      },
      cuts: {
        ...{ score: 'rfm', customers: 9, least: { '0.05': 1, '0.25': 0.6 } },
        percentiles: { recency: [-10.5], frequency: [2, 3], monetary: [1e6] },
      },
    });
    // A refund and what costs nothing are no purchases; what costs less than 1 is one.
    const all = ['anna 0 20', 'anna 2 -5', 'anna 3 0', 'anna 4 0.5', 'ben 1 20', 'ben 1 20'];
    await tiers.backfill(history, await orders(...all), dayOf(5));
    await tiers.runBatch(history, await orders('anna 6 20 later'), { day: dayOf(6) });
    await tiers.backfill(history, await orders(), dayOf(20));
    expect(await told(history)).toEqual([
      ...['anna once 0-4 first', 'anna twice 4-6 order', 'anna often 6-17 order', 'anna twice 17- time'],
      ...['ben twice 1-12 first', 'ben once 12- time'],
    ]);
    await history.close();
  });

  it('is an order, not the time, on a day on which a limit falls', async () => {
    const history = await beginIn(tally);
    const all = await orders('anna 0 120', 'anna 31 20', 'ben 0 120', 'ben 31 -100');
    await tiers.backfill(history, all, dayOf(40));
    expect(await told(history)).toEqual([
      'anna platinum 0- first',
      ...['ben platinum 0-31 first', 'ben silver 31- order'],
    ]);
    await history.close();
  });

  it('is no limit of a day to come', async () => {
    const history = await beginIn(tally);
    await tiers.backfill(history, await orders('anna 0 120'), dayOf(30));
    expect(await told(history)).toEqual(['anna platinum 0- first']);
    await history.close();
  });

  it('is each limit in its turn, in whatever order the plan has them', async () => {
    const plan = {
      lost: { label: 'Lost', after: 20 },
      best: { label: 'Best', top: 0.05, within: 5 },
      others: { label: 'Others' },
    };
    const history = await tiers.openHistory(tally, ':memory:', { from: dayOf(0), cuts: CUTS, plan });
    await tiers.backfill(history, await orders('anna 0 120'), dayOf(0));
    for (const day of [6, 21]) await tiers.backfill(history, await orders(), dayOf(day));
    expect(await told(history)).toEqual([
      ...['anna best 0-6 first', 'anna others 6-21 time', 'anna lost 21- time'],
    ]);
    await history.close();
  });

  it('is orders alone where the plan has no limits of days', async () => {
    const plan = { best: { label: 'Best', top: 0.05 }, others: { label: 'Others' } };
    const history = await tiers.openHistory(tally, ':memory:', { from: dayOf(0), cuts: CUTS, plan });
    await tiers.backfill(history, await orders('anna 0 80'), dayOf(400));
    const batch = await tiers.runBatch(history, await orders('anna 401 20 later'), { day: dayOf(401) });
    expect(batch.rows).toMatchObject([{ touched: 1, due: 0, moved: 1 }]);
    expect(await told(history)).toEqual(['anna others 0-401 first', 'anna best 401- order']);
    await history.close();
  });

  it('is the next limit after one that fell on the last day of a batch', async () => {
    const history = await beginIn(tally);
    await tiers.backfill(history, await orders('anna 0 120'), dayOf(31));
    await tiers.backfill(history, await orders(), dayOf(61));
    expect(await told(history)).toEqual([
      ...['anna platinum 0-31 first', 'anna gold 31-61 time', 'anna silver 61- time'],
    ]);
    await history.close();
  });
});

describe('a batch with late orders', () => {
  it('tells some customers anew and goes on with others', async () => {
    const history = await beginIn(tally);
    await tiers.backfill(history, await orders('anna 0 50 a', 'ben 0 50 b', 'carl 0 50 c'), dayOf(70));
    const all = await orders(
      ...['anna 58 15 late1', 'anna 58 15 late2', 'anna 71 25 new1'],
      ...['ben 71 60 new2', 'dora 40 20 late3'],
    );
    const batch = await tiers.runBatch(history, all, { day: dayOf(71) });
    expect(batch.rows).toEqual([
      {
        ...{ day: dayOf(71), through: dayOf(71), orders: 5, fresh: 2, late: 3, corrected: 0, ahead: 0 },
        ...{ touched: 3, ordering: 2, due: 0, recomputed: 2, moved: 2 },
      },
    ]);
    expect(await told(history)).toEqual([
      // 50 + 15 + 15 + 25.
      ...['anna gold 0-71 first', 'anna platinum 71- order'],
      ...['ben gold 0-61 first', 'ben silver 61-71 time', 'ben platinum 71- order'],
      ...['carl gold 0-61 first', 'carl silver 61- time'],
      'dora silver 40- first',
    ]);
    await history.close();
  });

  it('takes those of its last day for late when the day is there', async () => {
    const history = await beginIn(tally);
    await tiers.backfill(history, await orders('anna 0 50 a'), dayOf(5));
    const batch = await tiers.runBatch(history, await orders('anna 5 60 late'), { day: dayOf(5) });
    expect(batch.rows).toMatchObject([{ late: 1, fresh: 0, touched: 1, ordering: 0, recomputed: 1 }]);
    expect(await told(history)).toEqual(['anna gold 0-5 first', 'anna platinum 5- order']);
    await history.close();
  });

  it('corrects several orders of a customer, and keeps the others', async () => {
    const history = await beginIn(tally);
    await tiers.backfill(history, await orders('anna 1 30 a', 'anna 2 30 b', 'anna 3 30 c'), dayOf(5));
    const batch = await tiers.runBatch(history, await orders('anna 1 20 a', 'anna 2 10 b'), {
      day: dayOf(5),
    });
    expect(batch.rows).toMatchObject([{ corrected: 2, late: 0, recomputed: 1 }]);
    expect(await told(history)).toEqual(['anna silver 1-3 first', 'anna gold 3- order']);
    // One order that is late and one that is corrected: 20 + 30 + 30 + 25.
    await tiers.runBatch(history, await orders('anna 2 30 b', 'anna 4 25 d'), { day: dayOf(5) });
    expect(await told(history)).toEqual([
      ...['anna silver 1-2 first', 'anna gold 2-4 order', 'anna platinum 4- order'],
    ]);
    await history.close();
  });
});

it('leaves no table behind but its own', async () => {
  // In a session of its own: what a batch that failed has left is not meant.
  const own = await open({ threads: 1 });
  const history = await beginIn(own, { hold: { days: 5 } });
  const batch = await tiers.backfill(history, await ordersIn(own, ['anna 0 120']), dayOf(40));
  expect(batch.title).toMatchObject({ en: 'What the batch did' });
  const { rows } = await own.query`SELECT table_name FROM duckdb_tables()
    WHERE temporary AND table_name LIKE '%history%'`;
  expect(rows).toEqual([]);
  await history.close();
  own.close();
});

it('each of the histories in a session has the cuts that it was begun with', async () => {
  const lower: tiers.TierCuts = { ...CUTS, least: { '0.05': 60, '0.25': 10 } };
  const [one, other] = [await beginIn(tally), await beginIn(tally, { cuts: lower })];
  for (const history of [one, other]) {
    await tiers.backfill(history, await orders('anna 0 70'), dayOf(1));
  }
  expect([await told(one), await told(other)]).toEqual([['anna gold 0- first'], ['anna platinum 0- first']]);
  await expect(tiers.holdEffect(one, other)).rejects.toThrow('The histories have another cuts');
  await one.close();
  await other.close();
});
