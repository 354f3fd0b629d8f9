import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import {
  categories,
  ContractViolationError,
  funnel,
  id,
  literal,
  loadEvents,
  open,
  OptionsError,
  purchases,
  retention,
  SourceFormatError,
  sql,
  traffic,
  type Table,
  type Tally,
} from 'tally';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 2 })));
afterAll(() => {
  tally.close();
  files.remove();
});

const all = (table: Table, order: string) =>
  tally.engine.all(sql`SELECT * FROM ${table} ORDER BY ${id(order)}`, table.columns);

const write = (name: string, lines: readonly string[]) => files.write(name, lines.join('\n'));

/** A shop of its own: names of columns, text ids, ISO times with an offset, amounts, no category. */
const SHOP = [
  'ts;visitorid;event;sku;value',
  '2024-03-30T23:30:00+01:00;u-1;view;A1;',
  '2024-03-31T03:30:00+02:00;u-1;add_to_cart;A1;',
  '2024-03-31T10:00:00Z;u-1;transaction;A1;19.99',
  '2024-03-31 12:00:01.5+0200;u-1;transaction;B2;0.01',
  '2024-04-01T00:10:00;u-2;view;B2;',
  '2024-04-01T00:00:00 Europe/Berlin;u-2;view;B2;',
];
const SHOP_COLUMNS = { user: 'visitorid', time: 'ts', type: 'event', item: 'sku', amount: 'value' } as const;
const SHOP_TYPES = ['view', 'add_to_cart', { key: 'purchase', aliases: ['transaction'] }] as const;
const SHOP_OPTIONS = { columns: SHOP_COLUMNS, types: SHOP_TYPES, timeZone: 'Europe/Berlin' } as const;
const epoch = (text: string) => Date.parse(text) / 1000;

describe('events of another file', () => {
  it('have the words, ids, times and amounts that it has', async () => {
    const events = await loadEvents(tally, write('shop.csv', SHOP), SHOP_OPTIONS);
    expect(events).toMatchObject({ rows: 6, accepted: 6, quarantined: 0, ignored: 0, timestamps: 'iso' });
    expect(events.types.map(({ key, words }) => [key, words])).toEqual([
      ['view', ['view']],
      ['add_to_cart', ['add_to_cart']],
      ['purchase', ['purchase', 'transaction']],
    ]);
    expect(events.window).toMatchObject({
      timeZone: 'Europe/Berlin',
      days: ['2024-03-30', '2024-03-31', '2024-04-01'],
    });
    expect(await all(events.events, 'event_time')).toEqual([
      {
        user_id: 'u-1',
        item_id: 'A1',
        type: 'view',
        code: 1,
        event_time: epoch('2024-03-30T22:30:00Z'),
        amount: null,
      },
      {
        user_id: 'u-1',
        item_id: 'A1',
        type: 'add_to_cart',
        code: 2,
        event_time: epoch('2024-03-31T01:30:00Z'),
        amount: null,
      },
      {
        user_id: 'u-1',
        item_id: 'A1',
        type: 'purchase',
        code: 3,
        event_time: epoch('2024-03-31T10:00:00Z'),
        amount: 19.99,
      },
      {
        user_id: 'u-1',
        item_id: 'B2',
        type: 'purchase',
        code: 3,
        event_time: epoch('2024-03-31T10:00:01Z'),
        amount: 0.01,
      },
      {
        user_id: 'u-2',
        item_id: 'B2',
        type: 'view',
        code: 1,
        event_time: epoch('2024-03-31T22:00:00Z'),
        amount: null,
      },
      {
        user_id: 'u-2',
        item_id: 'B2',
        type: 'view',
        code: 1,
        event_time: epoch('2024-03-31T22:10:00Z'),
        amount: null,
      },
    ]);
    const [first, second] = await all(events.users, 'user_id');
    expect(first).toMatchObject({
      user_id: 'u-1',
      view: 1,
      purchase: 2,
      first_purchase: epoch('2024-03-31T10:00:00Z'),
      last_purchase: epoch('2024-03-31T10:00:01Z'),
      view_days: 0b001,
      purchase_days: 0b010,
      // 23:30 of the day before, and 3:30 an hour after the clocks were put forward.
      view_hours: 2 ** 23,
      add_to_cart_hours: 2 ** 3,
      purchase_amount: 20,
      view_amount: 0,
    });
    expect(second).toMatchObject({ user_id: 'u-2', view: 2, purchase: 0, view_hours: 1, purchase_amount: 0 });
    expect(events.categories).toBeNull();
  });

  it('answer what their columns can, and say what they lack', async () => {
    const events = await loadEvents(tally, write('shop.csv', SHOP), { ...SHOP_OPTIONS, name: 'shop' });
    const steps = [['view'], ['add_to_cart'], ['purchase']] as const;
    const sets = await funnel.sets(events, { steps });
    expect(sets.summary.rows).toMatchObject([{ users: 2, allThree: 1 }]);
    expect(sets.types.rows.map(({ type, users }) => [type, users])).toEqual([
      ['view', 2],
      ['add_to_cart', 1],
      ['purchase', 1],
    ]);
    const byItem = await funnel.ordered(events, { steps, unit: 'user+item' });
    expect(byItem.rows.map(({ step, units }) => [step, units])).toEqual([
      ['view', 2],
      ['add_to_cart', 1],
      ['purchase', 1],
    ]);
    expect(byItem.at({ step: 'add_to_cart' }).step.en).toBe('add_to_cart');
    const { summary } = await purchases.perBuyer(events, { type: 'purchase' });
    expect(summary.rows).toMatchObject([{ buyers: 1, purchases: 2 }]);
    expect(await (await purchases.buyers(events, { type: 'purchase' })).count()).toBe(1);
    await expect(categories.concentration(events, { type: 'view' })).rejects.toThrow(/have no categories/);
    const byCategory = funnel.ordered(events, { steps, unit: 'user+item', breakdown: 'category' });
    await expect(byCategory).rejects.toThrow(OptionsError);
    const { user, time, type, amount } = SHOP_COLUMNS;
    const bare = await loadEvents(tally, write('shop.csv', SHOP), {
      ...SHOP_OPTIONS,
      columns: { user, time, type, amount },
    });
    await expect(funnel.ordered(bare, { steps, unit: 'user+item' })).rejects.toThrow(/have no item/);
    expect((await funnel.ordered(bare, { steps })).rows.map(({ units }) => units)).toEqual([2, 1, 1]);
  });

  it('let the compiler know their types and columns', async () => {
    const events = await loadEvents(tally, write('shop.csv', SHOP), SHOP_OPTIONS);
    expectTypeOf(events.users.columns.purchase_amount).toEqualTypeOf<'decimal'>();
    expectTypeOf(events.users.columns.first_add_to_cart).toEqualTypeOf<'integer?'>();
    expectTypeOf(events.events.columns).toHaveProperty('item_id');
    expectTypeOf(events.events.columns).not.toHaveProperty('category_id');
    expectTypeOf(events.categories).toBeNull();
    // @ts-expect-error: there is no type "buy" in this shop.
    await expect(purchases.buyers(events, { type: 'buy' })).rejects.toThrow(/"buy".*Choose from view/);
    // @ts-expect-error: nor in its funnels.
    await expect(funnel.ordered(events, { steps: [['view'], ['buy']] })).rejects.toThrow(OptionsError);
    // @ts-expect-error: traffic has to be told what a purchase is.
    await expect(traffic.byHour(events, { views: ['view'] })).rejects.toThrow(TypeError);
  });

  it('set aside what is no time and no amount, with the reason', async () => {
    const lines = [
      ...SHOP,
      'yesterday;u-3;view;A1;',
      '2024-03-31;u-3;wish;A1;',
      '2024-03-31;u-3;view;A1;a lot',
      ';u-3;view;A1;',
    ];
    const events = await loadEvents(tally, write('flawed.csv', lines), SHOP_OPTIONS);
    expect(events).toMatchObject({ rows: 10, accepted: 6, quarantined: 4 });
    const rows = await all(events.quarantine, 'text');
    const flawed = 'the time is not ISO 8601, or the amount is not a number of at most 4 decimals';
    expect(rows.map(({ line, reason, text }) => [line, reason, text])).toEqual([
      // Only a row that could not be typed has its line and its own text; others have their fields as asked for.
      [10, flawed, '2024-03-31;u-3;view;A1;a lot'],
      [null, 'event: is not one of view, add_to_cart, purchase, transaction', 'u-3,2024-03-31,wish,A1'],
      [null, 'a value is missing', 'u-3,view,A1'],
      [null, flawed, 'u-3,yesterday,view,A1'],
    ]);
  });
});

const EPOCH = 1_700_000_000;

describe('what is not said of events', () => {
  it('is learned from them: types in the order of letters, all days in UTC', async () => {
    const lines = [`7,1,1,view,${EPOCH}`, `7,1,1,buy,${EPOCH + 86_400}`, `8,1,1,view,${EPOCH + 1}`];
    const events = await loadEvents(tally, write('learned.csv', lines));
    expect(events.types.map(({ key, code }) => [key, code])).toEqual([
      ['buy', 1],
      ['view', 2],
    ]);
    expect(events).toMatchObject({ accepted: 3, timestamps: 'seconds' });
    expect(events.window).toMatchObject({ timeZone: 'UTC', days: ['2023-11-14', '2023-11-15'] });
    const cells = await retention.cohorts(events);
    expect(cells.rows.map(({ active }) => active)).toEqual([2, 1, 0, null]);
    const days = await traffic.byDay(events, { views: ['view'], purchases: ['buy'] });
    expect(days.rows.map(({ views, buyers }) => [views, buyers])).toEqual([
      [2, 0],
      [0, 1],
    ]);
  });

  it('is milliseconds where times are as large, and seconds are set aside then', async () => {
    const lines = [
      `7,1,1,view,${EPOCH * 1000 + 999}`,
      `7,1,1,view,${EPOCH * 1000 + 1000}`,
      `8,1,1,view,${EPOCH}`,
    ];
    const events = await loadEvents(tally, write('ms.csv', lines), {
      from: '2023-11-14',
      to: '2023-11-15',
    });
    expect(events).toMatchObject({ accepted: 2, quarantined: 1, timestamps: 'milliseconds' });
    expect((await all(events.events, 'event_time')).map((row) => row['event_time'])).toEqual([
      EPOCH,
      EPOCH + 1,
    ]);
    const [row] = await all(events.quarantine, 'text');
    expect(row).toMatchObject({
      reason: 'timestamp: looks like seconds: milliseconds are expected',
      text: `8,1,1,view,${EPOCH}`,
    });
    const stated = loadEvents(tally, write('ms.csv', lines.slice(0, 2)), {
      timestamps: 'seconds',
      from: '2023-11-14',
      to: '2023-11-15',
    });
    await expect(stated).rejects.toThrow(/2: not true that timestamp counts seconds/);
  });

  it('is a time without an offset of the zone of the load, in text and in Parquet', async () => {
    const window = { from: '2024-07-01', to: '2024-07-02', timeZone: 'Asia/Shanghai' } as const;
    const text = write('local.csv', ['1,1,1,view,2024-07-01 00:30:00']);
    const parquet = join(files.folder, 'local.parquet');
    await tally.engine.run(sql`COPY (SELECT 1 AS user_id, 1 AS item_id, 'a' AS category_id, 'view' AS type,
      TIMESTAMP '2024-07-01 00:30:00' AS time UNION ALL BY NAME
      SELECT 1 AS user_id, 1 AS item_id, 'a' AS category_id, 'view' AS type,
      TIMESTAMP '2024-07-01 00:30:00' AS time) TO ${literal(parquet)} (FORMAT parquet)`);
    for (const file of [text, parquet]) {
      const events = await loadEvents(tally, file, window);
      expect(events.timestamps).toBe('iso');
      const [row] = await all(events.events, 'event_time');
      expect(row?.['event_time']).toBe(epoch('2024-06-30T16:30:00Z'));
    }
  });

  it('is a text id where leading zeros or letters say so, and may be text in one column alone', async () => {
    const lines = [`1,007,a,view,${EPOCH}`, `2,08,b,view,${EPOCH}`];
    const events = await loadEvents(tally, write('mixed.csv', lines));
    expect(events.events.columns).toMatchObject({ user_id: 'integer', item_id: 'text', category_id: 'text' });
    const top = await categories.top(events, { type: 'view' });
    expect(top.rows.map(({ category, place }) => [category, place])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    const forced = await loadEvents(tally, write('mixed.csv', lines), { ids: 'text' });
    expect((await all(forced.users, 'user_id')).map((row) => row['user_id'])).toEqual(['1', '2']);
  });

  it('cannot be learned from times that are none, too many words or two units', async () => {
    const far = write('far.csv', [`1,1,1,view,5`, `1,1,1,view,${EPOCH}`]);
    await expect(loadEvents(tally, far)).rejects.toThrow(/from 1970-01-01 to 2023-11-14.*from and to/s);
    const words = write(
      'words.csv',
      Array.from({ length: 33 }, (_, n) => `1,1,1,w${n},${EPOCH}`),
    );
    await expect(loadEvents(tally, words)).rejects.toThrow(ContractViolationError);
    await expect(loadEvents(tally, words)).rejects.toThrow(
      /more than 32 different words.*otherTypes: 'ignore'/s,
    );
    const units = [write('s.csv', [`1,1,1,view,${EPOCH}`]), write('t.csv', [`1,1,1,view,${EPOCH}000`])];
    await expect(loadEvents(tally, units)).rejects.toThrow(SourceFormatError);
    await expect(loadEvents(tally, units)).rejects.toThrow(/seconds in s\.csv and milliseconds in t\.csv/);
  });
});

describe('other types', () => {
  it('are set aside, or left out and counted', async () => {
    const lines = [
      `1,1,1,view,${EPOCH}`,
      `1,1,1,scroll,${EPOCH}`,
      `1,1,1,,${EPOCH}`,
      `1,1,1,scroll,${EPOCH - 1}`,
    ];
    const file = write('scroll.csv', lines);
    expect(await loadEvents(tally, file, { types: ['view'] })).toMatchObject({
      accepted: 1,
      quarantined: 3,
      ignored: 0,
    });
    const events = await loadEvents(tally, file, { types: ['view'], otherTypes: 'ignore' });
    expect(events).toMatchObject({ rows: 4, accepted: 1, quarantined: 1, ignored: 2 });
    expect((await all(events.quarantine, 'text')).map(({ reason }) => reason)).toEqual([
      'a value is missing',
    ]);
    const none = loadEvents(tally, file, {
      types: ['buy'],
      otherTypes: 'ignore',
      from: '2023-11-14',
      to: '2023-11-15',
    });
    await expect(none).rejects.toThrow(/none of the 4 rows.*3: of other types/s);
  });
});
