import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, open, OptionsError, tags, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';
import { tablesFor } from './random-shop.js';
import type { Customer } from './reference.js';

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

/** The book of customers a and b, with orders of both. */
async function bookOf(rules: Readonly<Record<string, string>> = {}) {
  const orders = [
    { customer: 'a', day: '2024-02-01', amount: 5 },
    { customer: 'a', day: '2024-02-02', amount: 2 },
    { customer: 'b', day: '2024-02-03', amount: 9 },
  ];
  const people = [customer('a', { recency: 3, country: 'DE' }), customer('b', { recency: 9 })];
  const { users, sources } = await tablesFor(tally, people, orders);
  return tags.book(users, { asOf, sources, rules });
}

const idsOf = async (audience: tags.QueryAudience) =>
  (await tally.query`SELECT customer FROM ${audience}`).rows.map((row) => row['customer']);

describe('a condition on rows of events', () => {
  it('may be of several parts, and asked by a tag', async () => {
    const book = await bookOf({ small: 'count(orders where amount > 1 and amount < 5) = 1' });
    const who = async (query: string) => idsOf(await tags.audience(book, query));
    expect(await who('count(orders where amount > 1 and amount < 5) = 1')).toEqual(['a']);
    expect(await who('count(orders where amount < 3 or amount > 8) = 1')).toEqual(['a', 'b']);
    expect(await who('tag:small')).toEqual(['a']);
    expect(await who('tag:small or count(orders) = 1')).toEqual(['a', 'b']);
  });

  it.each([
    ['recency < 3 or spend > 2', 'Unknown column "spend" at line 1, column 16. Did you mean "spent"?'],
    ['count(orders within -1 days) > 1', '"within" must be a whole number of days, not -1'],
    ['country < DE', 'country is text, which has no order for < at line 1, column 1. Use =, != or in.'],
    [
      { events: 'orders', where: { column: 'x', missing: true }, is: '>', value: 1 },
      'Unknown column "x" in where. Use one of customer, day, amount.',
    ],
    [
      { not: { events: 'orders', where: { column: 'x', missing: true }, is: '>', value: 1 } },
      'Unknown column "x" in not.where.',
    ],
  ])('is refused with its place, as others are: %j', async (query, message) => {
    const asked = tags.audience(await bookOf(), query as string);
    await expect(asked).rejects.toThrow(OptionsError);
    await expect(asked).rejects.toThrow(message);
  });
});

describe('categories of a column', () => {
  const labels = { DE: { label: 'Germany' }, FR: { label: 'France' } };

  it('are all that a text can be, and no more than names of numbers', async () => {
    const { users } = await tablesFor(tally, [customer('a', { country: 'DE', recency: 3 })], []);
    Object.assign(users.schema, {
      country: { kind: 'text?', label: 'Land', values: labels },
      recency: { kind: 'integer?', label: 'Days', values: { '1': { label: 'One' } } },
    });
    const book = await tags.book(users, { asOf });
    await expect(tags.audience(book, 'country != DE and country != FR')).rejects.toThrow(
      'The query can never hold: country != DE excludes country != FR',
    );
    expect((await tags.audience(book, 'recency = 3 and country != FR')).size).toBe(1);
  });
});

describe('times', () => {
  const sized = async (query: string) => {
    const seen = await tableOf(
      ...([tally, 'seen', { who: 'text', time: 'timestamp' }, [['a', '2024-01-01 19:59:59']]] as const),
      { user: 'who', time: 'time' } as const,
    );
    const { users } = await tablesFor(tally, [customer('a')], []);
    const book = await tags.book(users, { asOf, sources: { seen: tags.sourceOf(seen) } });
    return (await tags.audience(book, `count(seen where ${query}) = 1`)).size;
  };

  it.each([
    ["'2024-01-01 00:00'", 1],
    ["'2024-01-01T19:59:58'", 1],
    ["'2024-01-01 19:59:58.999999'", 1],
    ["'2024-01-01 19:59:59.5'", 0],
    ["'2024-01-01 23:00:00'", 0],
    ['2024-01-02', 0],
  ])('may have hours, seconds and their fractions: %s', async (time, size) => {
    expect(await sized(`time > ${time}`)).toBe(size);
  });

  it.each([
    ...['24:00', '12:60', '12:00:60', '12:00:00.1234567', '1:00', '112:00', '12:5', '12:000', '3a:00'],
    ...['1a:00', '12:5a', '12:00:5a', '12:00:00.a', '12:00:', '12:00:00.', '29:00'],
  ])('are those of a clock: not %s', async (clock) => {
    await expect(sized(`time > '2024-01-01 ${clock}'`)).rejects.toThrow(
      "Write a time as 2024-03-01 or '2024-03-01 12:00:00'.",
    );
  });

  it('exclude each other by the instant, however they are written', async () => {
    const never = 'The condition on seen can never hold';
    const day = '2024-01-01';
    await expect(sized(`time > ${day} and time < '${day} 00:00:00'`)).rejects.toThrow(never);
    await expect(sized(`time > '${day}T00:00:00.6' and time < '${day} 00:00:00.50'`)).rejects.toThrow(never);
    expect(await sized(`time > '${day} 00:00:00.5' and time < '${day} 00:00:00.6'`)).toBe(0);
    expect(await sized(`time > '${day} 00:00:00.9' and time < '${day} 00:00:01'`)).toBe(0);
    expect(await sized(`time >= ${day} and time <= '${day} 19:59:59'`)).toBe(1);
  });
});

describe('sizes of audiences', () => {
  it('say what they are, and are of one at least', async () => {
    const sizes = tags.sizes(await tags.audiences(await bookOf(), { near: 'recency < 5' }));
    expect(sizes.title).toEqual({ en: 'Customers by audience', zh: '各人群的客户数' });
    expect(chart(sizes).alt).toMatch(/^Bar chart: Customers by audience/);
    expect(sizes.schema).toMatchObject({
      audience: { authored: true },
      share: { of: { base: 'customers', interval: 'shareInterval' } },
    });
    expect(() => tags.sizes({})).toThrow('Give at least one audience.');
  });

  it('keep columns that there are', async () => {
    const asked = tags.audience(await bookOf(), 'recency < 5', { keep: ['spend' as 'spent'] });
    await expect(asked).rejects.toThrow(/"spend"/);
  });
});
