import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, open, OptionsError, tags, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';
import { anyQuery, columnTest } from './queries.js';
import { anyCustomers, anyOrders, tablesFor } from './random-shop.js';
import { holds, type Customer, type Order } from './reference.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const asOf = '2024-03-01';

const customer = (name: string, values: Partial<Customer> = {}): Customer => ({
  ...{ customer: name, recency: null, spent: null, country: null, joined: null, member: null },
  ...values,
});

const idsOf = async (audience: tags.QueryAudience) =>
  (await tally.query`SELECT customer FROM ${audience} ORDER BY customer`).rows.map((row) => row['customer']);

/** Values of each column, between and beyond all that conditions name, and none. */
const GRID = {
  recency: [null, ...Array.from({ length: 9 }, (_, n) => n - 1)],
  spent: [null, ...Array.from({ length: 18 }, (_, n) => n / 2 - 1)],
  country: [null, 'DE', 'FR', "L'île", 'x" or 1=1 --', 'GB'],
  joined: [
    null,
    ...['2023-01-01', '2024-01-01', '2024-01-05', '2024-01-15', '2024-01-20', '2024-02-01', '2025-01-01'],
  ],
  member: [null, true, false],
};

/** Whom a query gives of these customers. */
async function found(
  query: string | tags.Query,
  customers: readonly Customer[],
  orders: readonly Order[] = [],
  rules: Readonly<Record<string, string>> = {},
) {
  const { users, sources } = await tablesFor(tally, customers, orders);
  const audience = await tags.audience(await tags.book(users, { asOf, sources, rules }), query as string);
  return { ids: await idsOf(audience), size: audience.size, unknown: audience.unknown };
}

describe('an audience', () => {
  const three = [customer('a', { recency: 3 }), customer('b', { recency: 30 }), customer('c')];

  it('has whom the query holds for; a missing value is neither in it nor in its negation', async () => {
    expect(await found('recency < 10', three)).toEqual({ ids: ['a'], size: 1, unknown: 1 });
    expect(await found('not recency < 10', three)).toEqual({ ids: ['b'], size: 1, unknown: 1 });
    expect(await found('recency is missing', three)).toEqual({ ids: ['c'], size: 1, unknown: 0 });
    expect(await found('not recency < 10 or recency is missing', three)).toMatchObject({ ids: ['b', 'c'] });
    expect(await found('recency != 3', three)).toMatchObject({ ids: ['b'], unknown: 1 });
  });

  it('takes a tag that is unknown for not there, so that not takes them in', async () => {
    const rules = { fresh: 'recency < 10' };
    expect(await found('tag:fresh', three, [], rules)).toEqual({ ids: ['a'], size: 1, unknown: 0 });
    expect(await found('not tag:fresh', three, [], rules)).toEqual({ ids: ['b', 'c'], size: 2, unknown: 0 });
  });

  it('counts orders at most so many days before the date, and none after it', async () => {
    const orders = [
      { customer: 'a', day: '2024-01-31', amount: 5 },
      { customer: 'a', day: '2024-03-01', amount: 2 },
      { customer: 'b', day: '2024-01-30', amount: 9 },
      { customer: 'b', day: '2024-03-02', amount: 9 },
    ];
    expect(await found('count(orders within 30 days) >= 1', three, orders)).toMatchObject({ ids: ['a'] });
    expect(await found('count(orders within 30 days) = 2', three, orders)).toMatchObject({ ids: ['a'] });
    expect(await found('count(orders within 31 days) >= 1', three, orders)).toMatchObject({
      ids: ['a', 'b'],
    });
    expect(await found('count(orders) = 0', three, orders)).toMatchObject({ ids: ['c'], unknown: 0 });
    expect(await found('sum(amount of orders where amount > 2) = 5', three, orders)).toMatchObject({
      ids: ['a'],
    });
    expect(await found('sum(amount of orders within 0 days) = 2', three, orders)).toMatchObject({
      ids: ['a'],
    });
  });

  it('is what the slow reference says, for any query on any customers', async () => {
    const names = ['t', 'u'];
    await fc.assert(
      fc.asyncProperty(
        ...([anyQuery(names), anyQuery(['t']), anyQuery(), anyCustomers, anyOrders] as const),
        async (query, second, first, customers, orders) => {
          const rules = { t: first, u: second };
          const { users, sources } = await tablesFor(tally, customers, orders);
          const world = { orders, rules, asOf };
          const truths = customers.map((one) => [one.customer, holds(query, one, world)] as const);
          const expected = truths.flatMap(([name, is]) => (is === true ? [name] : [])).sort();
          try {
            const book = await tags.book(users, { asOf, sources, rules: rules as never });
            const audience = await tags.audience(book, query as never);
            expect(await idsOf(audience)).toEqual(expected);
            expect(audience.size).toBe(expected.length);
            expect(audience.unknown).toBe(truths.filter(([, is]) => is === null).length);
          } catch (error) {
            // What is said to never hold does not hold for anybody.
            expect((error as Error).message).toContain('can never hold');
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is refused exactly if no values of its columns meet all of its conditions', async () => {
    const { users } = await tablesFor(tally, [], []);
    const book = await tags.book(users, { asOf });
    const condition = fc.oneof(
      columnTest,
      columnTest.map((test) => ({ not: test })),
    );
    const seen = { refused: 0, made: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(condition, { minLength: 2, maxLength: 5 }), async (and) => {
        const said = await tags.audience(book, { and } as never).then(
          () => true,
          (error: unknown) => !(error as Error).message.includes('can never hold'),
        );
        const can = Object.entries(GRID).every(([column, values]) => {
          const own = and.filter((one) => ('not' in one ? one.not : one).column === column);
          const world = { orders: [], rules: {}, asOf };
          return values.some((value) =>
            own.every((one) => holds(one, customer('x', { [column]: value }), world) === true),
          );
        });
        expect(said).toBe(can);
        seen[said ? 'made' : 'refused'] += 1;
      }),
      { numRuns: 200 },
    );
    expect(Math.min(seen.made, seen.refused)).toBeGreaterThan(30);
  });

  it('keeps columns beside the id, in the order of the ids', async () => {
    const { users } = await tablesFor(tally, [customer('b', { spent: 2 }), customer('a', { spent: 1 })], []);
    const book = await tags.book(users, { asOf });
    const audience = await tags.audience(book, 'spent >= 1', { keep: ['spent', 'customer'] });
    expect((await tally.query`SELECT * FROM ${audience}`).rows).toEqual([
      { customer: 'a', spent: 1 },
      { customer: 'b', spent: 2 },
    ]);
  });

  it('has no size that its share does not show', async () => {
    const { users } = await tablesFor(tally, three, []);
    const book = await tags.book(users, { asOf });
    const sizes = tags.sizes(
      await tags.audiences(book, {
        fresh: 'recency < 10',
        missing: { label: { en: 'Nobody knows', zh: '未知' }, query: 'recency is missing' },
      }),
    );
    expect(
      sizes.rows.map(({ audience, query, customers, share, unknown }) => [
        audience,
        query,
        customers,
        share,
        unknown,
      ]),
    ).toEqual([
      ['fresh', 'recency < 10', 1, 1 / 3, 1],
      ['missing', 'recency is missing', 1, 1 / 3, 0],
    ]);
    expect(sizes.at({ audience: 'missing' }).audience.zh).toBe('未知');
  });

  it('of an empty table is empty, with a share that is undefined', async () => {
    const { users, sources } = await tablesFor(tally, [], []);
    const book = await tags.book(users, { asOf, sources });
    const sizes = tags.sizes(await tags.audiences(book, { any: 'recency < 3 or count(orders) > 0' }));
    expect(sizes.rows).toMatchObject([{ customers: 0, share: null, shareInterval: null }]);
  });
});

describe('a query with a wrong name or value', () => {
  const refused = async (
    query: string | object,
    message: string,
    rules: Readonly<Record<string, string>> = {},
  ) => {
    const { users, sources } = await tablesFor(tally, [customer('a')], []);
    const book = await tags.book(users, { asOf, sources, rules });
    await expect(tags.audience(book, query as string)).rejects.toThrow(OptionsError);
    await expect(tags.audience(book, query as string)).rejects.toThrow(message);
  };

  it.each([
    [
      'recencyy < 30',
      'Unknown column "recencyy" at line 1, column 1. Did you mean "recency"?\n  recencyy < 30\n  ^',
    ],
    ['recency < 30 and spend > 3', 'Unknown column "spend" at line 1, column 18. Did you mean "spent"?'],
    ['tag:fesh', 'Unknown tag "fesh" at line 1, column 5. Did you mean "fresh"?'],
    ['count(order) > 1', 'Unknown table of events "order" at line 1, column 7. Did you mean "orders"?'],
    [
      'count(orders where amonut > 1) > 1',
      'Unknown column "amonut" at line 1, column 20. Did you mean "amount"?',
    ],
    ['sum(day of orders) > 1', 'day is date, which cannot be added up at line 1, column 12'],
    ['recency < many', 'recency is integer, which "many" is not at line 1, column 11'],
    ["country in ('DE', 3)", 'country is text, which 3 is not at line 1, column 19'],
    ['country < DE', 'country is text, which has no order for <'],
    [
      "joined > '2024-02-30'",
      'joined is date, which "2024-02-30" is not at line 1, column 10. Write a day as 2024-03-01.',
    ],
    ["joined > '2024-02-01 10:00'", 'joined is date'],
    ['member = 1', 'member is boolean, which 1 is not'],
    ['count(orders within 1.5 days) > 1', '"within" must be a whole number of days, not 1.5'],
  ])('says where, and what is closest: %s', async (query, message) => {
    await refused(query, message, { fresh: 'recency < 10' });
  });

  it('names the path in a tree', async () => {
    const query = {
      and: [{ column: 'spent', is: '>', value: 1 }, { not: { column: 'recencyy', is: '<', value: 1 } }],
    };
    await refused(query, 'Unknown column "recencyy" in and[1].not. Did you mean "recency"?');
    const inside = {
      events: 'orders',
      where: { or: [{ column: 'amount', missing: true }, { tag: 'x' }] },
      is: '>',
      value: 1,
    };
    await refused(inside, 'where');
  });

  it('is refused by the compiler, too', async () => {
    const { users, sources } = await tablesFor(tally, [customer('a')], []);
    const book = await tags.book(users, { asOf, sources });
    // @ts-expect-error there is no such column
    const wrong: tags.BookQuery<typeof users, typeof sources> = { column: 'recencyy', is: '<', value: 3 };
    // @ts-expect-error recency is a number
    const text: tags.BookQuery<typeof users, typeof sources> = { column: 'recency', is: '<', value: 'x' };
    // @ts-expect-error orders have no such column
    const sum: tags.BookQuery<typeof users, typeof sources> = {
      events: 'orders',
      sum: 'day',
      is: '<',
      value: 3,
    };
    for (const query of [wrong, text, sum])
      await expect(tags.audience(book, query)).rejects.toThrow(OptionsError);
    const right = {
      and: [{ column: 'recency', is: '<', value: 3 }, { not: { events: 'orders', is: '>', value: 1 } }],
    } as const;
    expect((await tags.audience(book, right)).size).toBe(0);
  });

  it('is only data if it looks like SQL', async () => {
    const injection = "x'; DROP TABLE people; --";
    const { users, sources } = await tablesFor(
      tally,
      [customer('a', { country: injection }), customer('b')],
      [],
    );
    const book = await tags.book(users, { asOf, sources });
    const audience = await tags.audience(book, { column: 'country', is: '=', value: injection });
    expect(audience.size).toBe(1);
    expect((await tags.audience(book, `country in ('${injection.replace("'", "''")}')`)).size).toBe(1);
    const column = 'x" OR 1=1 --';
    await expect(tags.audience(book, { column, is: '=', value: 'x' } as never)).rejects.toThrow(
      `Unknown column "${column}"`,
    );
    const is = '= 1 OR 1' as '=';
    await expect(tags.audience(book, { column: 'recency', is, value: 1 })).rejects.toThrow('Not a query');
    expect(await users.count()).toBe(2);
  });

  it('is never a category that the column does not have', async () => {
    const { users } = await tablesFor(tally, [customer('a', { country: 'DE' })], []);
    const label = 'Land';
    const schema = { country: { kind: 'text?' as const, label, values: { DE: { label }, FR: { label } } } };
    Object.assign(users.schema, schema);
    const book = await tags.book(users, { asOf });
    await expect(tags.audience(book, 'country = DEE')).rejects.toThrow(
      'country is never "DEE" at line 1, column 11. Did you mean "DE"?',
    );
  });
});

describe('a book', () => {
  const booked = async (rules: Readonly<Record<string, string>>, manual?: tags.ManualTags) => {
    const { users, sources } = await tablesFor(tally, [customer('a')], []);
    return tags.book(users, { asOf, sources, rules, ...(manual !== undefined && { manual }) });
  };

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a cycle', { a: 'tag:b', b: 'not tag:c or recency < 3', c: 'tag:a' }, 'a → b → c → a'],
    ['a tag of itself', { a: 'recency < 3 and tag:a' }, 'a → a'],
    [
      'a range with nothing in it',
      { a: 'recency < 30 and recency > 40' },
      'The rule of the tag "a" can never hold: recency < 30 excludes recency > 40',
    ],
    ['no whole number between', { a: 'recency > 3 and recency < 4' }, 'can never hold'],
    ['a whole number that is none', { a: 'recency = 3.5' }, 'can never hold: recency = 3.5'],
    ['the only value excluded', { a: 'spent >= 3 and spent <= 3 and spent != 3' }, 'can never hold'],
    ['two values at once', { a: 'country = DE and country = FR' }, 'country = DE excludes country = FR'],
    ['sets without a common value', { a: 'country in (DE, FR) and country in (GB)' }, 'can never hold'],
    ['a value and its negation', { a: 'member = true and not member = true' }, 'can never hold'],
    ['a value and none', { a: 'spent > 3 and spent is missing' }, 'spent > 3 excludes spent is missing'],
    ['none and a value', { a: 'spent is missing and not spent > 3' }, 'can never hold'],
    ['days in the wrong order', { a: 'joined > 2024-02-01 and joined < 2024-01-01' }, 'can never hold'],
    ['fewer than no orders', { a: 'count(orders) < 0' }, 'can never hold: count(orders) < 0'],
    [
      'two counts',
      { a: 'count(orders within 9 days) >= 2 and count(orders within 9 days) = 1' },
      'can never hold',
    ],
    [
      'rows that cannot be',
      { a: 'count(orders where amount > 3 and amount < 2) > 1' },
      'The condition on orders can never hold',
    ],
    ['a part of an or', { a: 'recency < 3 or (spent > 3 and spent < 2)' }, 'spent > 3 excludes spent < 2'],
    [
      'a part of an or inside',
      { a: 'member = true and (recency < 3 or spent > 3 and spent < 2)' },
      'spent > 3 excludes spent < 2',
    ],
    [
      'against the rule of a tag',
      { a: 'recency < 3', b: 'tag:a and recency > 9' },
      'The rule of the tag "b" can never hold: recency < 3 excludes recency > 9',
    ],
    ['a tag and not', { a: 'recency < 3', b: 'tag:a and not tag:a' }, 'tag:a excludes not tag:a'],
    ['negations of an or', { a: 'not (recency < 5 or recency >= 5)' }, 'can never hold'],
    [
      'all ways of an or',
      { a: '(recency < 3 or recency > 9) and recency >= 3 and recency <= 9' },
      'can never hold',
    ],
  ])('is not made with %s', async (_, rules, message) => {
    await expect(booked(rules)).rejects.toThrow(message);
  });

  it.each([
    'recency > 3 and recency < 5',
    'spent > 3 and spent < 4',
    'not recency < 5 and recency < 6',
    'country != DE and country != FR',
    'count(orders) < 1',
    'count(orders within 9 days) >= 2 and count(orders within 10 days) >= 3',
    'recency is missing or recency < 3',
    'joined >= 2024-01-01 and joined <= 2024-01-01',
  ])('is made with a rule that can hold: %s', async (rule) => {
    expect((await booked({ a: rule })).rules.size).toBe(1);
  });

  it('has a position in each error of a rule that was given as text', async () => {
    await expect(booked({ a: 'recency < 3 and spend > 2' })).rejects.toThrow('line 1, column 17');
  });

  it('has no tag of two kinds', async () => {
    const manual = new tags.ManualTags().give({
      tag: 'vip',
      user: 'a',
      author: 'li',
      reason: 'x',
      on: '2024-01-01',
    });
    await expect(booked({ vip: 'recency < 3' }, manual)).rejects.toThrow(
      '"vip" is both a rule and a manual tag',
    );
  });

  it('has no customer twice, such as one of two tiers', async () => {
    const { users } = await tablesFor(tally, [customer('a'), customer('a', { recency: 2 })], []);
    await expect(tags.book(users, { asOf })).rejects.toThrow('has 2 rows for the customer a');
  });

  it('has events of the same kind of users only, and a date', async () => {
    const { users } = await tablesFor(tally, [customer('a')], []);
    const table = await tableOf(tally, 'clicks', { who: 'integer', day: 'date' }, [], {
      user: 'who',
      time: 'day',
    });
    await expect(tags.book(users, { asOf, sources: { clicks: tags.sourceOf(table) } })).rejects.toThrow(
      'The users of clicks are integer',
    );
    await expect(tags.book(users, { asOf: '2024-02-30' })).rejects.toThrow('write a day as YYYY-MM-DD');
  });

  it('takes ids that are numbers', async () => {
    const table = await tableOf(
      tally,
      'users',
      { id: 'integer', n: 'integer' },
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      { user: 'id' },
    );
    const manual = new tags.ManualTags()
      .give({ tag: 'vip', user: '2', author: 'li', reason: 'x', on: '2024-01-01' })
      .give({ tag: 'vip', user: 'two', author: 'li', reason: 'x', on: '2024-01-01' });
    const book = await tags.book(bind(table, { user: 'id' }), { asOf, manual });
    expect((await tags.audience(book, 'tag:vip')).size).toBe(1);
    expect((await tags.audience(book, 'not tag:vip')).size).toBe(2);
  });
});
