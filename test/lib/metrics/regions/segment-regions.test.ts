import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, rfm, segments, type Tally } from 'tally';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { tableOf } from '../../table-of.js';
import { customersOf } from '../segments/customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const five = async (...lands: string[]) =>
  rfm(
    await customersOf(
      tally,
      lands.map((land, index) => ({ days: index + 1, orders: index + 1, spent: 500 - 100 * index, land })),
    ),
  );

describe('segments by region', () => {
  it('have every pair, both shares, and the reach of its users', async () => {
    const scored = await five('Zug', 'Zug', 'Jura', 'Jura', 'Jura');
    const pairs = await segments.byRegion(scored);
    expect(pairs.length).toBe(16);
    expect(pairs.where((row) => row.users > 0).rows).toEqual([
      {
        ...{ segment: 'keyDevelop', region: 'Zug', users: 2, revenue: 900, perUser: 450, reach: 0.9 },
        ...{
          shareOfSegment: 1,
          intervalOfSegment: wilson(2, 2),
          shareOfRegion: 1,
          intervalOfRegion: wilson(2, 2),
        },
      },
      {
        ...{ segment: 'generalRetain', region: 'Jura', users: 2, revenue: 300, perUser: 150, reach: 0.3 },
        ...{ shareOfSegment: 1, intervalOfSegment: wilson(2, 2) },
        ...{ shareOfRegion: 2 / 3, intervalOfRegion: wilson(2, 3) },
      },
      {
        ...{ segment: 'generalWinBack', region: 'Jura', users: 1, revenue: 300, perUser: 300, reach: 0.6 },
        ...{ shareOfSegment: 1, intervalOfSegment: wilson(1, 1) },
        ...{ shareOfRegion: 1 / 3, intervalOfRegion: wilson(1, 3) },
      },
    ]);
    expect(pairs.at({ segment: 'keyValue', region: 'Zug' })).toMatchObject({
      ...{ users: { raw: 0 }, perUser: { raw: null }, reach: { raw: null } },
      ...{ shareOfSegment: { raw: null }, shareOfRegion: { raw: 0 } },
    });
    expect(pairs.title).toEqual({ en: 'Segments by region', zh: '各地区与用户分层' });
    expect(pairs.chart).toEqual({
      ...{ mark: 'bar', x: 'shareOfRegion', y: 'region', color: 'segment', mode: 'stack' },
    });
    expect(pairs.column('shareOfSegment').of).toEqual({ base: 'users', interval: 'intervalOfSegment' });
    expect(pairs.column('shareOfRegion').of).toEqual({ base: 'users', interval: 'intervalOfRegion' });
    const zug = pairs.at({ segment: 'keyDevelop', region: 'Zug' });
    expect([zug.revenue.en, zug.perUser.en, zug.reach.en]).toEqual(['€900', '€450', '90%']);
    const sizes = await segments.sizes(scored);
    for (const { segment, users, revenue } of sizes) {
      expect(pairs.where({ segment }).total('users').raw).toBe(users);
      expect(pairs.where({ segment }).total('revenue').raw).toBe(revenue);
    }
  });

  it('take groups that nobody scored: there is no reach then', async () => {
    const rows = [
      ['Gold', 'Zug', 5],
      ['Blech', 'Uri', null],
      [null, 'Uri', 7],
    ] as const;
    const table = await tableOf(tally, 'stufen', { stufe: 'text?', ort: 'text', eur: 'integer?' }, rows, {
      ...{ segment: 'stufe', region: 'ort', monetary: 'eur' },
    });
    const pairs = await segments.byRegion(table);
    expect(pairs.rows.map((row) => [row.segment, row.region, row.users, row.revenue, row.reach])).toEqual([
      ['Blech', 'Uri', 1, 0, null],
      ['Blech', 'Zug', 0, 0, null],
      ['Gold', 'Uri', 0, 0, null],
      ['Gold', 'Zug', 1, 5, null],
    ]);
    expect(pairs.note).toMatchObject({ en: 'Excluded because their group is unknown: 1.' });
  });

  it('have no row of an empty table', async () => {
    const table = await tableOf(tally, 'leer', { s: 'text', n: 'integer' }, [], {
      ...{ segment: 's', region: 's', monetary: 'n' },
    });
    expect((await segments.byRegion(table)).rows).toEqual([]);
  });
});
