import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, open, tags, type Tally } from 'tally';
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

describe('a book', () => {
  const booked = async (rules: Readonly<Record<string, string>>, manual?: tags.ManualTags) => {
    const { users, sources } = await tablesFor(tally, [customer('a')], []);
    return tags.book(users, { asOf, sources, rules, ...(manual !== undefined && { manual }) });
  };

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a cycle', { a: 'tag:b', b: 'not tag:c or recency < 3', c: 'tag:a' }, 'a → b → c → a'],
    ['a cycle that others lead to', { z: 'tag:a', a: 'tag:b', b: 'tag:a' }, 'themselves: a → b → a.'],
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
    ['rows of whole numbers', { a: 'count(orders where amount > 3 and amount < 4) > 1' }, 'can never hold'],
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
    '(recency < 3 or recency > 9) and recency > 5',
    // Of more than 2,000 ways, none is followed.
    `${Array.from({ length: 11 }, () => '(spent < 1 or spent > 2)').join(' and ')} and spent > 3 and spent < 2`,
  ])('is made with a rule that can hold: %s', async (rule) => {
    expect((await booked({ a: rule })).rules.size).toBe(1);
  });

  it('follows a tag into its rule unless that holds in too many ways', async () => {
    const many = Array.from({ length: 11 }, () => '(spent < 1 or spent > 2)').join(' and ');
    expect((await booked({ many, also: 'tag:many and recency < 3' })).rules.size).toBe(2);
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
    const twice = [customer('b'), customer('b'), customer('a'), customer('a', { recency: 2 })];
    const { users } = await tablesFor(tally, twice, []);
    await expect(tags.book(users, { asOf })).rejects.toThrow('has 2 rows for the customer a');
  });

  it('may have rows without a customer, who are in no audience', async () => {
    const columns = { id: 'text?', n: 'integer' } as const;
    const rows = [
      [null, 1],
      [null, 1],
      ['a', 1],
    ];
    const table = await tableOf(tally, 'nameless', columns, rows, { user: 'id' });
    const audience = await tags.audience(await tags.book(table, { asOf }), 'n = 1');
    expect([audience.size, audience.customers]).toEqual([1, 3]);
  });

  it('has a manual tag from the day on which it is given', async () => {
    const { users } = await tablesFor(tally, [customer('a'), customer('b')], []);
    const given = { tag: 'vip', user: 'a', author: 'li', reason: 'x' };
    const size = async (on: string, query: string) => {
      const manual = new tags.ManualTags().give({ ...given, on });
      return (await tags.audience(await tags.book(users, { asOf, manual }), query)).size;
    };
    expect([await size(asOf, 'tag:vip'), await size(asOf, 'not tag:vip')]).toEqual([1, 1]);
    expect([await size('2024-03-02', 'tag:vip'), await size('2024-03-02', 'not tag:vip')]).toEqual([0, 2]);
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
