import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { chart, MetricError, open, OutputError, QueryCancelledError, sql, tags, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { tableOf } from '../../table-of.js';
import { tablesFor } from './random-shop.js';
import type { Order } from './reference.js';
import { bookOf, membersOf, people, staysIn } from './refreshed.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => {
  tally.close();
  files.remove();
});

const fresh = { fresh: 'recency < 30' };
const order = (customer: string, day: string): Order => ({ customer, day, amount: 1 });

/** How many tables there are whose name begins so. */
const tables = async (name: string) =>
  (await tally.query`SELECT count(*) AS n FROM duckdb_tables() WHERE starts_with(table_name, ${name})`)
    .rows[0]?.['n'];

describe('refreshes of several tags', () => {
  it('are told by date and tag, and drawn as a line for each', async () => {
    const log = new tags.Memberships(tally);
    const rules = { new: 'recency < 10', fresh: 'recency < 30' };
    await log.refresh(await bookOf(tally, '2024-01-31', people({ a: 3, b: 20 }), rules));
    await log.refresh(await bookOf(tally, '2024-02-29', people({ a: 3, b: 40 }), rules));
    const told = log.refreshes();
    expect(told.rows.map(({ asOf, tag, members }) => [asOf, tag, members])).toEqual([
      ['2024-01-31', 'fresh', 2],
      ['2024-01-31', 'new', 1],
      ['2024-02-29', 'fresh', 1],
      ['2024-02-29', 'new', 1],
    ]);
    expect(told.title).toEqual({ en: 'Members of tags by date', zh: '各日期的标签成员' });
    expect(chart(told).alt).toMatch(/^Line chart: Members of tags by date/);
  });

  it('may be of different dates, each after its own last one', async () => {
    const log = new tags.Memberships(tally);
    const [one, other] = [{ x: 'count(orders) = 1' }, { y: 'count(orders) = 1' }];
    const orders = [order('a', '2024-01-10'), order('a', '2024-02-10'), order('b', '2024-02-10')];
    const at = (asOf: string, rules: Readonly<Record<string, string>>) =>
      bookOf(tally, asOf, people({ a: 1, b: 1 }), rules, orders);
    await log.refresh(await at('2024-02-29', one));
    // Counts of a later date are of no use for an earlier one.
    await log.refresh(await at('2024-01-31', other));
    expect(log.work).toEqual({ carried: 0, made: 1 });
    expect(await membersOf(tally, log, 'y', '2024-01-31')).toEqual(['a']);
    expect(await membersOf(tally, log, 'x', '2024-02-29')).toEqual(['b']);
    await expect(log.refresh(await at('2024-02-15', { ...one, ...other }))).rejects.toThrow(
      'Tags were refreshed for 2024-02-29',
    );
    await log.refresh(await at('2024-03-01', { ...one, ...other }));
    expect(await membersOf(tally, log, 'y', '2024-03-01')).toEqual(['b']);
  });

  it('ask tags that were given for no rule, and tell a missing value by its condition', async () => {
    const log = new tags.Memberships(tally);
    const { users } = await tablesFor(tally, people({ a: null, b: null }), []);
    const manual = new tags.ManualTags().give({
      ...{ tag: 'vip', user: 'a', author: 'li', reason: 'contract', on: '2024-01-10' },
    });
    const rules = { both: 'tag:vip and recency is missing', either: 'tag:both or recency < 3' };
    await log.refresh(await tags.book(users, { asOf: '2024-01-31', rules, manual }));
    expect(await staysIn(tally, log, 'both')).toEqual([
      ['a', '2024-01-31', 'first', 'tag:vip; recency is missing', null, null, null],
    ]);
    expect(await membersOf(tally, log, 'either', '2024-01-31')).toEqual(['a']);
  });
});

describe('histories', () => {
  it('stay in the order of users and days when they go back', async () => {
    const log = new tags.Memberships(tally);
    const at = (asOf: string, a: number) => bookOf(tally, asOf, people({ a, b: 3 }), fresh);
    for (const [asOf, a] of [
      ['2024-01-31', 3],
      ['2024-02-15', 40],
      ['2024-02-29', 3],
      ['2024-03-31', 40],
    ] as const) {
      await log.refresh(await at(asOf, a));
    }
    await log.rewind('2024-03-31');
    const stays = await staysIn(tally, log, 'fresh');
    expect(stays.map(([who, entered, , , left]) => [who, entered, left])).toEqual([
      ['a', '2024-01-31', '2024-02-15'],
      ['a', '2024-02-29', null],
      ['b', '2024-01-31', null],
    ]);
  });
});

describe('what is counted for a refresh', () => {
  it('is nothing before the first', () => {
    expect(new tags.Memberships(tally).work).toEqual({ carried: 0, made: 0 });
  });

  it('is made anew for the same date, and where it is a sum of floating-point numbers', async () => {
    const paid = await tableOf(
      ...([
        tally,
        'paid',
        { who: 'text', day: 'date', amount: 'double' },
        [['a', '2024-01-10', 0.1]],
      ] as const),
      { user: 'who', time: 'day' } as const,
    );
    const { users } = await tablesFor(tally, people({ a: 1 }), []);
    const log = new tags.Memberships(tally);
    const step = async (asOf: string, rule: string) => {
      const sources = { paid: tags.sourceOf(paid) };
      await log.refresh(await tags.book(users, { asOf, sources, rules: { paid: rule } }));
      return log.work;
    };
    expect(await step('2024-01-20', 'count(paid) > 0')).toEqual({ carried: 0, made: 1 });
    expect(await step('2024-01-20', 'count(paid) > 0')).toEqual({ carried: 0, made: 1 });
    expect(await step('2024-01-21', 'count(paid) > 0')).toEqual({ carried: 1, made: 0 });
    expect(await step('2024-01-22', 'sum(amount of paid) > 0')).toEqual({ carried: 0, made: 1 });
    expect(await step('2024-01-23', 'sum(amount of paid) > 0')).toEqual({ carried: 0, made: 1 });
  });

  it('is brought forward over days, and over more of them than it looks back', async () => {
    const log = new tags.Memberships(tally);
    const days = { a: '2024-01-08', b: '2024-01-20', c: '2024-01-28', d: '2024-02-01' };
    const orders = Object.entries(days).map(([customer, day]) => order(customer, day));
    const step = async (asOf: string) => {
      const rules = { once: 'count(orders within 5 days) = 1' };
      await log.refresh(await bookOf(tally, asOf, people({ a: 1, b: 1, c: 1, d: 1 }), rules, orders));
      return [log.work.carried, ...(await membersOf(tally, log, 'once', asOf))];
    };
    expect(await step('2024-01-10')).toEqual([0, 'a']);
    expect(await step('2024-01-31')).toEqual([1, 'c']);
    expect(await step('2024-02-02')).toEqual([1, 'c', 'd']);
    expect(await step('2024-02-03')).toEqual([1, 'd']);
  });

  it('takes no more room with each refresh, nor do histories', async () => {
    const before = [await tables('event_values'), await tables('tag_history')].map(Number);
    const log = new tags.Memberships(tally);
    for (const asOf of ['2024-01-10', '2024-01-20', '2024-01-31']) {
      await log.refresh(await bookOf(tally, asOf, people({ a: 1 }), { one: 'count(orders) = 1' }));
    }
    const after = [await tables('event_values'), await tables('tag_history')].map(Number);
    expect(after).toEqual(before.map((n) => n + 1));
  });
});

describe('a refresh that fails', () => {
  const clicked = (rows: readonly (readonly [string, string])[]) =>
    tableOf(tally, 'clicks', { who: 'text', day: 'date' }, rows, { user: 'who', time: 'day' });

  it('holds up no other tag with events, and leaves nothing behind', async () => {
    const log = new tags.Memberships(tally);
    const before = await tables('event_values');
    const rules = { clicker: 'count(clicks) > 0', buyer: 'count(orders) > 0' };
    const clicks = await clicked([['b', '2024-01-10']]);
    const { users, sources } = await tablesFor(tally, people({ a: 1, b: 2 }), []);
    const all = { ...sources, clicks: tags.sourceOf(clicks) };
    const book = await tags.book(users, { asOf: '2024-01-31', sources: all, rules });
    await tally.engine.run(sql`DROP TABLE ${sources.orders.table}`);
    await expect(log.refresh(book)).rejects.toThrow('1 of 2 tags could not be refreshed for 2024-01-31');
    expect(await membersOf(tally, log, 'clicker', '2024-01-31')).toEqual(['b']);
    expect(await tables('event_values')).toBe(before);
    await expect(log.members('buyer', '2024-01-31')).rejects.toThrow(
      /^The tag "buyer" was not refreshed for 2024-01-31; it never was\. Refresh it for 2024-01-31\. The refresh for 2024-01-31 failed: Query on/,
    );
    await expect(log.members('buyer', '2024-01-31')).rejects.toThrow(MetricError);
    expect(() => new tags.Memberships(tally).history('x')).toThrow(/^The tag "x" was never refreshed\.$/);
  });

  it.each([
    ['its counts', 'count(orders) > 0'],
    ['its members', 'recency < 30'],
  ])('is only stopped while it makes %s', async (_, rule) => {
    const log = new tags.Memberships(tally);
    const book = await bookOf(tally, '2024-01-31', people({ a: 3 }), { one: rule });
    vi.spyOn(tally.engine, 'run').mockRejectedValueOnce(new QueryCancelledError('stopped'));
    await expect(log.refresh(book)).rejects.toThrow(QueryCancelledError);
    await log.refresh(book);
    expect(log.refreshes().length).toBe(1);
  });
});

describe('a file of memberships', () => {
  it('has the same bytes in whatever order tags were refreshed', async () => {
    const bytes = async (names: readonly string[]) => {
      const log = new tags.Memberships(tally);
      const rules = Object.fromEntries(names.map((name) => [name, 'recency < 30']));
      await log.refresh(await bookOf(tally, '2024-01-31', people({ a: 3 }), rules));
      const path = join(files.folder, `${names.join('-')}.parquet`);
      await log.save(path);
      return readFileSync(path).toString('base64');
    };
    expect((await bytes(['x', 'y', 'z'])) === (await bytes(['z', 'x', 'y']))).toBe(true);
  });

  it('says why it cannot be written or read, and leaves no other behind', async () => {
    const log = new tags.Memberships(tally);
    await log.refresh(await bookOf(tally, '2024-01-31', people({ a: 3 }), fresh));
    const taken = join(files.folder, 'taken');
    mkdirSync(taken, { recursive: true });
    const failed: unknown = await log.save(taken).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(OutputError);
    expect(failed).toMatchObject({
      message: expect.stringMatching(
        /taken: the memberships cannot be written \(E[^)]+\)\. Choose/,
      ) as string,
      cause: expect.any(Error) as Error,
    });
    expect(existsSync(`${taken}.unfinished`)).toBe(false);
    const other = files.write('other.parquet', 'PAR1');
    await expect(tags.Memberships.open(tally, other)).rejects.toMatchObject({
      cause: expect.any(Error) as Error,
    });
  });
});
