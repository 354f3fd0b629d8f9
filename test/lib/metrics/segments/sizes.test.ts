import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, segments, type Categories, type Tally } from 'tally';
import { Table } from '../../../../lib/src/core/table.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

describe('segment sizes of any table', () => {
  it('have no revenue where no amount is known', async () => {
    const table = await tableOf(
      tally,
      'konten',
      { gruppe: 'text', umsatz: 'decimal?' },
      [
        ['a', null],
        ['b', 30],
        ['b', null],
      ],
      { segment: 'gruppe', monetary: 'umsatz' },
    );
    expect((await segments.sizes(table)).rows).toMatchObject([
      { segment: 'a', users: 1, revenue: 0, revenueShare: 0, perUser: 0 },
      { segment: 'b', users: 2, revenue: 30, revenueShare: 1, perUser: 15 },
    ]);
  });
});

describe('segment sizes of a table with names of its own', () => {
  const sizesOf = async (groups: readonly string[], values?: Categories) => {
    const columns = { gruppe: 'text', umsatz: 'decimal' } as const;
    const rows = groups.map((group) => [group, 10]);
    const { session, name } = await tableOf(tally, 'konten', columns, rows, {});
    const schema = values && { gruppe: { kind: 'text' as const, label: 'Gruppe', values } };
    const roles = { segment: 'gruppe', monetary: 'umsatz' } as const;
    return segments.sizes(new Table({ session, name, columns, roles, ...(schema && { schema }) }));
  };

  it('have the segments that occur by name, numbers ascending', async () => {
    const sizes = await sizesOf(['b', '10', 'a', '9', 'b']);
    expect(sizes.rows.map(({ segment, users }) => [segment, users])).toEqual([
      ['9', 1],
      ['10', 1],
      ['a', 1],
      ['b', 2],
    ]);
    expect(sizes.at({ segment: 'b' }).segment.en).toBe('b');
  });

  it('have those that the table declares first, then any others: the shares add up', async () => {
    const sizes = await sizesOf(['b', 'a', 'b', 'c'], {
      c: { label: 'C' },
      b: { label: 'B' },
      none: { label: 'N' },
    });
    expect(sizes.rows.map(({ segment, users, share }) => [segment, users, share])).toEqual([
      ['c', 1, 0.25],
      ['b', 2, 0.5],
      ['none', 0, 0],
      ['a', 1, 0.25],
    ]);
  });
});
