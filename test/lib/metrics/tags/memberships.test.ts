import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { literal, MetricError, open, OutputError, sql, tags, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { tableOf } from '../../table-of.js';
import { anyQuery, eventTest } from './queries.js';
import { anyOrder } from './random-shop.js';
import { holds, type Customer, type Order } from './reference.js';
import { bookOf, membersOf, people, staysIn } from './refreshed.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

type Rules = Readonly<Record<string, string>>;

const bookAt = (
  asOf: string,
  customers: readonly Customer[],
  rules: Rules,
  orders: readonly Order[] = [],
  session = tally,
) => bookOf(session, asOf, customers, rules, orders);

const stays = (log: tags.Memberships, tag: string) => staysIn(tally, log, tag);
const who = (log: tags.Memberships, tag: string, asOf: string) => membersOf(tally, log, tag, asOf);

const fresh = { fresh: 'recency < 30' };

describe('memberships', () => {
  it('say who entered and left, when, and why', async () => {
    const log = new tags.Memberships(tally);
    await log.refresh(await bookAt('2024-01-31', people({ a: 3, b: 40, c: null }), fresh));
    await log.refresh(await bookAt('2024-02-29', people({ a: 32, b: 5, c: null, d: 1 }), fresh));
    const done = await log.refresh(await bookAt('2024-03-31', people({ a: 2, b: null, c: 9 }), fresh));
    expect(done.rows).toEqual([
      { asOf: '2024-03-31', tag: 'fresh', rule: 'recency < 30', members: 2, entered: 2, left: 2 },
    ]);
    expect(await stays(log, 'fresh')).toEqual([
      ['a', '2024-01-31', 'first', 'recency < 30: 3', '2024-02-29', 'rule', 'recency < 30: 32'],
      ['a', '2024-03-31', 'rule', 'recency < 30: 2', null, null, null],
      ['b', '2024-02-29', 'rule', 'recency < 30: 5', '2024-03-31', 'rule', 'recency < 30: missing'],
      ['c', '2024-03-31', 'rule', 'recency < 30: 9', null, null, null],
      ['d', '2024-02-29', 'rule', 'recency < 30: 1', '2024-03-31', 'gone', null],
    ]);
    expect(await who(log, 'fresh', '2024-01-31')).toEqual(['a']);
    expect(await who(log, 'fresh', '2024-02-29')).toEqual(['b', 'd']);
    expect(await who(log, 'fresh', '2024-03-31')).toEqual(['a', 'c']);
    expect(log.refreshes().rows.map(({ asOf, members }) => [asOf, members])).toEqual([
      ['2024-01-31', 1],
      ['2024-02-29', 2],
      ['2024-03-31', 2],
    ]);
  });

  it('name the parts of a rule that decided', async () => {
    const log = new tags.Memberships(tally);
    const rules = {
      both: 'recency < 30 and count(orders within 9 days) >= 1',
      any: 'tag:both or recency > 90',
    };
    const orders = [{ customer: 'a', day: '2024-01-30', amount: 1 }];
    await log.refresh(await bookAt('2024-01-31', people({ a: 3, b: 99 }), rules, orders));
    await log.refresh(await bookAt('2024-02-29', people({ a: 3, b: 99 }), rules, orders));
    expect((await stays(log, 'both')).map((row) => [row[3], row[6]])).toEqual([
      ['recency < 30: 3; count(orders within 9 days) >= 1: 1', 'count(orders within 9 days) >= 1: 0'],
    ]);
    expect((await stays(log, 'any')).map((row) => [row[3], row[6]])).toEqual([
      ['tag:both', 'tag:both; recency > 90: 3'],
      ['recency > 90: 99', null],
    ]);
  });

  it('are the same when a date is refreshed for again, and follow what was corrected', async () => {
    const log = new tags.Memberships(tally);
    await log.refresh(await bookAt('2024-01-31', people({ a: 3, b: 40 }), fresh));
    await log.refresh(await bookAt('2024-02-29', people({ a: 40, b: 4 }), fresh));
    const once = [await stays(log, 'fresh'), log.refreshes().rows];
    await log.refresh(await bookAt('2024-02-29', people({ a: 40, b: 4 }), fresh));
    expect([await stays(log, 'fresh'), log.refreshes().rows]).toEqual(once);
    await log.refresh(await bookAt('2024-02-29', people({ a: 4, b: 40 }), fresh));
    expect(await stays(log, 'fresh')).toEqual([
      ['a', '2024-01-31', 'first', 'recency < 30: 3', null, null, null],
    ]);
  });

  it('tell a change of the rule, or of a tag in it, from a change of the customer', async () => {
    const log = new tags.Memberships(tally);
    const at = (asOf: string, limit: number) =>
      bookAt(asOf, people({ a: 3, b: 40 }), { fresh: `recency < ${limit}`, also: 'tag:fresh' });
    await log.refresh(await at('2024-01-31', 30));
    await log.refresh(await at('2024-02-29', 50));
    expect((await stays(log, 'fresh')).map(([id, , entry]) => [id, entry])).toEqual([
      ['a', 'first'],
      ['b', 'changed'],
    ]);
    expect((await stays(log, 'also')).map(([id, , entry]) => [id, entry])).toEqual([
      ['a', 'first'],
      ['b', 'changed'],
    ]);
  });

  it('go back only when asked to, and then forget what came after', async () => {
    const log = new tags.Memberships(tally);
    const [january, february] = [people({ a: 3, b: 40 }), people({ a: 40, b: 3 })];
    await log.refresh(await bookAt('2024-01-31', january, fresh));
    const then = await stays(log, 'fresh');
    await log.refresh(await bookAt('2024-02-29', february, fresh));
    await expect(log.refresh(await bookAt('2024-02-15', february, fresh))).rejects.toThrow(
      "Tags were refreshed for 2024-02-29; to refresh for 2024-02-15 before it, forget what came after: rewind('2024-02-15').",
    );
    await log.rewind('2024-02-15');
    expect(await stays(log, 'fresh')).toEqual(then);
    await expect(log.members('fresh', '2024-02-29')).rejects.toThrow('was not refreshed for 2024-02-29');
    await log.refresh(await bookAt('2024-02-15', february, fresh));
    expect(await who(log, 'fresh', '2024-02-15')).toEqual(['b']);
    // What was recorded for the day itself is forgotten, too.
    await log.rewind('2024-02-15');
    expect(await stays(log, 'fresh')).toEqual(then);
    await expect(log.members('fresh', '2024-02-15')).rejects.toThrow('the last time was for 2024-01-31');
    await log.rewind('2024-01-01');
    expect(() => log.history('fresh')).toThrow('The tag "fresh" was never refreshed');
  });
});

describe('saved memberships', () => {
  it('go on in another session as if it were the same', async () => {
    const path = join(files.folder, 'deep', 'tags.parquet');
    const rules = { fresh: 'recency < 30', "it's": 'tag:fresh or count(orders) > 0' };
    const at = (asOf: string, recencies: Readonly<Record<string, number>>, session = tally) =>
      bookAt(asOf, people(recencies), rules, [], session);
    const log = new tags.Memberships(tally);
    await log.refresh(await at('2024-01-31', { a: 3, b: 40 }));
    await log.refresh(await at('2024-02-29', { a: 40, b: 3 }));
    await log.refresh(await at('2024-03-15', { a: 4, b: 3 }));
    await log.save(path);
    const written = await tally.query`SELECT of_tag, customer, entered_on FROM read_parquet(${path})`;
    const inOrder = [
      ['a', '2024-01-31'],
      ['a', '2024-03-15'],
      ['b', '2024-02-29'],
    ];
    expect(written.rows.map((row) => Object.values(row))).toEqual([
      ...inOrder.map((stay) => ['fresh', ...stay]),
      ...inOrder.map((stay) => ["it's", ...stay]),
    ]);
    const bytes = readFileSync(path).toString('base64');
    const other = await open({ threads: 1 });
    try {
      const again = await tags.Memberships.open(other, path);
      const rows = async (one: tags.Memberships, session: Tally) =>
        (await session.query`SELECT * FROM ${one.history("it's")}`).rows;
      expect(await rows(again, other)).toEqual(await rows(log, tally));
      expect(again.refreshes().rows).toEqual(log.refreshes().rows);
      await again.save(path);
      expect(readFileSync(path).toString('base64') === bytes).toBe(true);
      await log.refresh(await at('2024-03-31', { a: 3, c: 9 }));
      await again.refresh(await at('2024-03-31', { a: 3, c: 9 }, other));
      expect(await rows(again, other)).toEqual(await rows(log, tally));
      await expect(again.members('fresh', '2024-03-30')).rejects.toThrow('the last time was for 2024-03-31');
    } finally {
      other.close();
    }
  });

  it('are found beside what others wrote about the file', async () => {
    const [path, copy] = ['own', 'noted'].map((name) => join(files.folder, `${name}.parquet`));
    const log = new tags.Memberships(tally);
    await log.refresh(await bookAt('2024-01-31', people({ a: 3 }), fresh));
    await log.save(path ?? '');
    const { rows } =
      await tally.query`SELECT decode("value") AS about FROM parquet_kv_metadata(${path ?? ''})`;
    await tally.engine
      .run(sql`COPY (SELECT * FROM read_parquet(${literal(path ?? '')})) TO ${literal(copy ?? '')}
      (FORMAT parquet, KV_METADATA {author: 'li', tally: ${literal(rows[0]?.['about'] as string)}})`);
    const again = await tags.Memberships.open(tally, copy ?? '');
    expect(await stays(again, 'fresh')).toEqual(await stays(log, 'fresh'));
  });

  it('are refused where there are none, or another file', async () => {
    await expect(new tags.Memberships(tally).save(join(files.folder, 'x.parquet'))).rejects.toThrow(
      'nothing to write',
    );
    await expect(tags.Memberships.open(tally, join(files.folder, 'x.parquet'))).rejects.toThrow(
      'no such file of memberships',
    );
    const other = files.write('other.parquet', 'PAR1');
    await expect(tags.Memberships.open(tally, other)).rejects.toThrow('not a file of memberships');
    const log = new tags.Memberships(tally);
    await log.refresh(await bookAt('2024-01-31', people({ a: 3 }), fresh));
    await expect(log.save(join(other, 'x.parquet'))).rejects.toThrow(OutputError);
  });
});

describe('incremental refreshes', () => {
  const dates = ['2024-01-20', '2024-01-21', '2024-02-10', '2024-02-29', '2024-03-10'];
  const customers = people({ a: 1, b: 2, c: 3, d: null });

  /** Orders of two customers, so that counts come and go. */
  const few = fc.array(
    anyOrder.map((order) => ({ ...order, customer: order.customer < 'd' ? 'a' : 'b' })),
    { minLength: 6, maxLength: 20 },
  );
  const recent = fc.record({
    events: fc.constant('orders'),
    within: fc.integer({ min: 0, max: 25 }),
    is: fc.constant('>=' as const),
    value: fc.integer({ min: 1, max: 3 }),
  });

  it('end in the same as all from scratch, in any steps, with late and corrected orders', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          { arbitrary: recent, weight: 4 },
          eventTest,
          fc.tuple(eventTest, anyQuery()).map(([one, other]) => ({ or: [one, other] })),
        ),
        few,
        few,
        fc.subarray(dates, { minLength: 2 }),
        fc.nat(8),
        async (rule, orders, late, steps, lateFrom) => {
          const log = new tags.Memberships(tally);
          const expected: unknown[] = [];
          const found: unknown[] = [];
          for (const [n, asOf] of steps.entries()) {
            const known = n >= lateFrom ? [...orders, ...late] : orders;
            const book = await bookAt(asOf, customers, { tag: rule } as never, known).catch(() => null);
            fc.pre(book !== null);
            await log.refresh(book);
            found.push(await who(log, 'tag', asOf));
            const world = { orders: known, rules: {}, asOf };
            expected.push(
              customers.flatMap((one) => (holds(rule, one, world) === true ? [one.customer] : [])),
            );
          }
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('read only the days that came in or fell out, unless an earlier row is new or another', async () => {
    const log = new tags.Memberships(tally);
    const rules = { a: 'count(orders within 30 days) >= 1', b: 'sum(amount of orders) > 3' };
    const orders = [{ customer: 'a', day: '2024-01-10', amount: 2 }];
    const step = async (asOf: string, all: readonly Order[]) => {
      await log.refresh(await bookAt(asOf, customers, rules, all));
      return log.work;
    };
    expect(await step('2024-01-20', orders)).toEqual({ carried: 0, made: 2 });
    expect(await step('2024-01-21', orders)).toEqual({ carried: 2, made: 0 });
    const more = [...orders, { customer: 'b', day: '2024-01-30', amount: 2 }];
    expect(await step('2024-01-31', more)).toEqual({ carried: 2, made: 0 });
    expect(await who(log, 'a', '2024-01-31')).toEqual(['a', 'b']);
    const late = [...more, { customer: 'c', day: '2024-01-30', amount: 9 }];
    expect(await step('2024-02-01', late)).toEqual({ carried: 0, made: 2 });
    const corrected = late.map((order) => ({ ...order, amount: 1 }));
    // The count does not read the amount.
    expect(await step('2024-02-02', corrected)).toEqual({ carried: 1, made: 1 });
  });

  it('notice every late row, and add what came to what was', async () => {
    const log = new tags.Memberships(tally);
    const orders = [{ customer: 'a', day: '2024-01-10', amount: 2 }];
    const step = async (asOf: string) => {
      await log.refresh(await bookAt(asOf, customers, { two: 'count(orders) = 2' }, orders));
      return [log.work.carried, ...(await who(log, 'two', asOf))];
    };
    expect(await step('2024-01-20')).toEqual([0]);
    orders.push({ customer: 'a', day: '2024-01-21', amount: 2 });
    expect(await step('2024-01-21')).toEqual([1, 'a']);
    for (const [n, customer] of ['b', 'c', 'b', 'b', 'c'].entries()) {
      orders.push({ customer, day: `2024-01-1${n}`, amount: n });
      expect((await step(`2024-02-0${n + 1}`))[0]).toBe(0);
    }
    // Late are three of b and two of c.
    expect(await step('2024-02-09')).toEqual([1, 'a', 'c']);
  });
});

/** Each is a way in which tags of others went wrong without anybody being told. */
describe('what goes wrong elsewhere', () => {
  it('is refused: members as they were at an earlier refresh, for a later date (posthog/posthog#9747)', async () => {
    const log = new tags.Memberships(tally);
    await log.refresh(await bookAt('2024-01-31', people({ a: 3, b: 40 }), fresh));
    await expect(log.members('fresh', '2024-02-29')).rejects.toThrow(MetricError);
    await expect(log.members('fresh', '2024-02-29')).rejects.toThrow(
      'The tag "fresh" was not refreshed for 2024-02-29; the last time was for 2024-01-31. Refresh it for 2024-02-29.',
    );
    // Nothing has to be saved again: the next refresh judges the rule anew.
    await log.refresh(await bookAt('2024-02-29', people({ a: 33, b: 2 }), fresh));
    expect(await who(log, 'fresh', '2024-02-29')).toEqual(['b']);
    expect((await log.members('fresh', '2024-02-29')).asOf).toBe('2024-02-29');
    await expect(log.members('fres', '2024-02-29')).rejects.toThrow(
      'The tag "fres" was never refreshed: fresh were.',
    );
  });

  it('is loud: a refresh that fails names its tag, and the others go on (posthog/posthog#14356)', async () => {
    const log = new tags.Memberships(tally);
    const rules = { buyer: 'sum(amount of orders) > 0', fresh: 'recency < 30' };
    await log.refresh(await bookAt('2024-01-31', people({ a: 3 }), rules));
    const before = await stays(log, 'buyer');
    const broken = await bookAt('2024-02-29', people({ a: 40, b: 1 }), rules);
    await tally.engine.run(sql`DROP TABLE ${broken.sources.orders.table}`);
    const failed = log.refresh(broken);
    await expect(failed).rejects.toThrow(MetricError);
    await expect(failed).rejects.toThrow(
      '1 of 2 tags could not be refreshed for 2024-02-29; the others were:\n  - buyer: Query on',
    );
    expect(await who(log, 'fresh', '2024-02-29')).toEqual(['b']);
    await expect(log.members('buyer', '2024-02-29')).rejects.toThrow(
      /was not refreshed for 2024-02-29; the last time was for 2024-01-31\. .*The refresh for 2024-02-29 failed: Query on/,
    );
    // It is as a whole what it was, and can be refreshed when the cause is gone.
    expect(await stays(log, 'buyer')).toEqual(before);
    const orders = [{ customer: 'b', day: '2024-02-20', amount: 5 }];
    await log.refresh(await bookAt('2024-02-29', people({ a: 40, b: 1 }), rules, orders));
    expect(await who(log, 'buyer', '2024-02-29')).toEqual(['b']);
  });

  it('is the same: the size of an audience and the count of the same users (posthog/posthog#21669)', async () => {
    const at = (time: string, user: string, type: string) => [user, time, type] as const;
    const rows = [
      at('2024-02-16 23:59:59', 'a', 'signup'),
      at('2024-02-17 00:00:00', 'b', 'signup'),
      at('2024-02-17 00:00:00', 'b', 'signup'),
      at('2024-02-18 09:00:00', 'c', 'visit'),
    ];
    const table = await tableOf(tally, 'events', { user: 'text', time: 'timestamp', type: 'text' }, rows, {
      ...{ user: 'user', time: 'time' },
    } as const);
    const users = await tableOf(tally, 'users', { user: 'text' }, [['a'], ['b'], ['c']], { user: 'user' });
    const book = await tags.book(users, { asOf: '2024-02-20', sources: { events: tags.sourceOf(table) } });
    const size = async (query: string) => (await tags.audience(book, query)).size;
    const { rows: counted } = await tally.query`SELECT count(DISTINCT "user") AS n FROM ${table}
      WHERE type = 'signup' AND "time" < TIMESTAMP '2024-02-17'`;
    // A time is compared as a time, never as a text with another format.
    expect(await size('count(events where type = signup and time < 2024-02-17) >= 1')).toBe(
      counted[0]?.['n'],
    );
    expect(await size("count(events where type = signup and time < '2024-02-17T00:00:00') >= 1")).toBe(1);
    expect(await size('count(events where type = signup) >= 1')).toBe(2);
    await expect(size("count(events where time < '17.02.2024') >= 1")).rejects.toThrow('time is timestamp');
  });
});
