import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { id, open, Table, tags, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { line, shopOf } from '../../orders/shop-of.js';
import { sessionEvents } from '../../session-events.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const idsOf = async (audience: tags.QueryAudience) =>
  (await tally.query`SELECT ${id(audience.roles.user)} AS id FROM ${audience}`).rows.map((row) => row['id']);

describe('what customers did', () => {
  it('in a shop are purchases, refunds and the lines of both', async () => {
    const lines = [
      'o1 anna 2024-03-01 2x100 pen',
      'o1 anna 2024-03-01 1x900 cap',
      'o2 bert 2024-03-02 1x100 pen',
      'o3 bert 2024-03-05 -1x100 pen',
    ].map(line);
    const { shop } = await shopOf(tally, files, lines);
    const book = await tags.book(shop.customers, { asOf: shop.asOf, sources: tags.ordersOf(shop) });
    const who = async (query: string) => idsOf(await tags.audience(book, query));
    expect(await who('count(orders) = 1')).toEqual(['anna', 'bert']);
    expect(await who('count(refunds) = 1')).toEqual(['bert']);
    expect(await who('count(lines) = 2')).toEqual(['anna', 'bert']);
    expect(await who('count(lines within 0 days) = 1')).toEqual(['bert']);
    expect(await who('sum(total of refunds) = -1')).toEqual(['bert']);
  });

  it('in events has the day of their zone', async () => {
    // In Shanghai both are midnight; in UTC it is four in the afternoon of the day before.
    const tables = await sessionEvents(tally, [
      { user: 1, behavior: 'buy', at: '2017-11-25 00:00' },
      { user: 2, behavior: 'buy', at: '2017-11-26 00:00' },
      { user: 2, behavior: 'pv', at: '2017-11-26 00:01' },
    ]);
    const events = new Table({ session: tally, ...tables.events, roles: {} });
    const sources = { events: tags.eventsOf({ window: tables.window, events }) };
    const book = await tags.book(tags.usersOf(tables), { asOf: '2017-12-03', sources });
    const who = async (query: string) => idsOf(await tags.audience(book, query));
    expect(await who('count(events where type = buy within 8 days) = 1')).toEqual([1, 2]);
    expect(await who('count(events where type = buy within 7 days) = 1')).toEqual([2]);
    expect(await who('count(events) = 2 and pv = 1')).toEqual([2]);
  });
});
