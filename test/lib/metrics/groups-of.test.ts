import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import * as column from '../../../lib/src/core/column.js';
import { Table } from '../../../lib/src/core/table.js';
import {
  groupCategories,
  groupColumn,
  groupOrder,
  known,
  unknownNote,
} from '../../../lib/src/metrics/groups-of.js';
import { tableOf } from '../table-of.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const SIZES = { large: { label: { en: 'Large', zh: '大' } }, small: { label: { en: 'Small', zh: '小' } } };
const declared = () =>
  new Table({
    session: tally,
    name: 'shirts',
    columns: { size: 'text', color: 'text' },
    roles: {},
    schema: { size: column.category({ en: 'Size', zh: '尺码' }, SIZES) },
  });

describe('groups of a column', () => {
  it('are those that the table declares, then the others by name', () => {
    const found = ['tiny', 'small', 'odd', 'tiny'];
    expect(groupOrder(declared(), 'size', found)).toEqual(['large', 'small', 'odd', 'tiny']);
    expect(Object.entries(groupCategories(declared(), 'size', found))).toEqual([
      ['large', SIZES.large],
      ['small', SIZES.small],
      ['odd', { label: 'odd' }],
      ['tiny', { label: 'tiny' }],
    ]);
    expect(groupOrder(declared(), 'color', ['red', 'blue', 'red'])).toEqual(['blue', 'red']);
    expect(groupCategories(declared(), 'color', ['red'])).toEqual({ red: { label: 'red' } });
  });

  it('have a column of texts, with its name and words', () => {
    expect(groupColumn(declared(), 'size')).toMatchObject({
      ...{ kind: 'text', label: { en: 'Size', zh: '尺码' }, values: SIZES },
    });
  });

  it('are of the rows that have one in every column, and a note counts the others', async () => {
    const rows = [
      ['a', 'x'],
      ['b', null],
      [null, 'y'],
      [null, null],
      ['c', 'z'],
    ] as const;
    const table = await tableOf(tally, 'pairs', { first: 'text?', second: 'text?' }, rows, {});
    const { rows: left } =
      await tally.query`SELECT * FROM (${known(table, ['first', 'second'])}) ORDER BY ALL`;
    expect(left).toEqual([
      { first: 'a', second: 'x' },
      { first: 'c', second: 'z' },
    ]);
    expect(await unknownNote(table, ['first', 'second'])).toEqual({
      note: { en: 'Excluded because their group is unknown: 3.', zh: '分组未知而未计入：3。' },
    });
    const whole = await tableOf(tally, 'whole', { first: 'text?' }, [['a']], {});
    expect(await unknownNote(whole, ['first'])).toEqual({});
  });
});
