import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { categories, open, OptionsError, type Tally } from 'tally';
import type { taobao } from 'tally-studies';
import { TYPES } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { tableOf } from '../../table-of.js';
import { eventsOf, ones } from '../by-hand.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

describe('categories.top', () => {
  it('orders by events and then id, with cumulative shares and ties', async () => {
    const tables = await sessionEvents(tally, [
      ...eventsOf('category', { 30: 2, 20: 5, 10: 2, 40: 1 }),
      ...eventsOf('category', { 50: 9 }, 'pv'),
    ]);
    expect((await categories.top(tables, { type: 'buy', top: 3 })).rows).toEqual([
      { place: 1, category: 20, events: 5, share: 0.5, cumulative: 5, cumulativeShare: 0.5, tied: 1 },
      { place: 2, category: 10, events: 2, share: 0.2, cumulative: 7, cumulativeShare: 0.7, tied: 2 },
      { place: 3, category: 30, events: 2, share: 0.2, cumulative: 9, cumulativeShare: 0.9, tied: 2 },
    ]);
    const all = await categories.top(tables, { type: 'buy' });
    expect(all).toHaveLength(4);
    expect(all.at({ place: 1 }).share.en).toBe('50.00%');
    expect(all.schema.cumulative.hidden).toBe(true);
    expect(await categories.top(tables, { type: 'buy', top: 1 })).toHaveLength(1);
    const none = await categories.top(tables, { type: 'cart' });
    expect([none.rows, none.chart]).toMatchObject([[], { cumulative: 0 }]);
    await expect(categories.top(tables, { type: 'buy', top: 0 })).rejects.toThrow(
      /top must be a whole number/,
    );
    await expect(categories.top(tables, { type: 'click' as taobao.EventType })).rejects.toThrow(OptionsError);
  });
});

describe('categories with names in place of numbers', () => {
  it('are ranked by events and then name', async () => {
    const columns = {
      category_id: 'text',
      pv: 'integer',
      cart: 'integer',
      fav: 'integer',
      buy: 'integer',
    } as const;
    const rows = [
      ['tea', 0, 0, 0, 2],
      ['salt', 0, 0, 0, 2],
      ['bread', 0, 0, 0, 6],
    ];
    const shelves = await tableOf(tally, 'shelves', columns, rows, {});
    const found = await categories.top(
      { session: tally, types: TYPES, categories: shelves },
      { type: 'buy' },
    );
    expect(found.rows.map(({ category, share }) => [category, share])).toEqual([
      ['bread', 0.6],
      ['salt', 0.2],
      ['tea', 0.2],
    ]);
  });
});

describe('categories.ranks', () => {
  it('has every place where they are few, and few of many, with the first, the last and those asked for', async () => {
    const tables = await sessionEvents(tally, [
      ...eventsOf('category', ones(1, 300)),
      ...eventsOf('category', ones(301, 300), 'pv'),
    ]);
    expect(
      (await categories.ranks(tables, { type: 'buy', points: 5, also: [42, 999] })).rows.map(
        (row) => row.place,
      ),
    ).toEqual([1, 4, 17, 42, 72, 300]);
    expect((await categories.ranks(tables, { type: 'buy', points: 3000 })).rows).toEqual(
      (await categories.top(tables, { type: 'buy', top: 300 })).rows,
    );
    const two = await categories.ranks(tables, { type: 'buy', points: 2 });
    expect(two.rows.map(({ place }) => place)).toEqual([1, 300]);
    expect(two.chart).toEqual({ mark: 'line', x: 'place', y: 'events', log: 'xy', step: true });
    await expect(categories.ranks(tables, { type: 'buy', points: 1 })).rejects.toThrow(OptionsError);
  });

  it('is empty where nobody bought', async () => {
    const tables = await sessionEvents(tally, eventsOf('category', { 1: 2 }, 'pv'));
    expect((await categories.ranks(tables, { type: 'buy' })).rows).toEqual([]);
  });
});
