import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, tags, type Tally } from 'tally';
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
    expect(await found('recency = 3', [...three, customer('d')])).toMatchObject({ ids: ['a'], unknown: 2 });
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
    expect(await found('sum(amount of orders) = 7', three, orders)).toMatchObject({ ids: ['a'] });
    expect(await found('count(orders where not amount > 2) = 1', three, orders)).toMatchObject({
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
    expect(Math.min(seen.made, seen.refused) / (seen.made + seen.refused)).toBeGreaterThan(0.15);
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
