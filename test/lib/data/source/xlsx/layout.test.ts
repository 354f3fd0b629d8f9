import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../../../lib/src/data/source/xlsx/cell.js';
import { filled, Grid } from '../../../../../lib/src/data/source/xlsx/grid.js';
import { sheetLayout } from '../../../../../lib/src/data/source/xlsx/layout.js';
import type { Merge, SheetRow } from '../../../../../lib/src/data/source/xlsx/rows.js';

type Value = string | number | null;
const cellOf = (value: Value): Cell | null =>
  value === null ? null : { text: String(value), kind: typeof value === 'number' ? 'number' : 'text' };

/** Rows of a sheet from its first line on; those without a cell are not there. */
const rowsOf = (...rows: readonly (readonly Value[])[]): readonly SheetRow[] =>
  rows.flatMap((values, index) =>
    values.length === 0 ? [] : [{ line: index + 1, cells: values.map(cellOf) }],
  );

/** Merged cells: from row, to row, from column, to column. */
const merge = (top: number, bottom: number, left: number, right: number): Merge => ({
  ...{ top, bottom, left, right },
});

interface Asked {
  readonly merges?: readonly Merge[];
  readonly expected?: readonly string[];
  readonly header?: boolean;
}
const layoutOf = (rows: readonly SheetRow[], { merges = [], expected = [], header }: Asked = {}) =>
  sheetLayout('f.xlsx', rows, merges, expected, header);

describe('the cells of a sheet', () => {
  const rows = rowsOf(['a', null, ' b '], [], ['c', 2024, 'd']);

  it('have the text of a merged cell in all its places', () => {
    const grid = new Grid(rows, [merge(1, 2, 0, 1), merge(3, 3, 2, 4)]);
    expect(grid.row(1)).toEqual(['a', 'a', 'b']);
    expect(grid.row(2)).toEqual(['a', 'a']);
    expect(grid.row(3)).toEqual(['c', '2024', 'd', 'd', 'd']);
    expect(grid.row(4)).toEqual([]);
    expect(new Grid(rows, [merge(2, 3, 0, 0)]).row(3)).toEqual(['', '2024', 'd']);
    expect([0, 1, 2, 3, 4].map((line) => grid.isMerged(line))).toEqual([false, true, true, true, false]);
    expect(new Grid(rows, [merge(1, 2, 0, 0)]).isMerged(1)).toBe(false);
    expect(filled(['', 'a', ''])).toBe(1);
  });

  it('may be a header where they are texts or years', () => {
    const texts = (...values: readonly Value[]) => new Grid(rowsOf(values), []).isTexts(1);
    expect(texts('a', null, 'b')).toBe(true);
    expect(texts('a', 1999, 2024)).toBe(true);
    expect(texts('a', 1899)).toBe(false);
    expect(texts('a', 20245)).toBe(false);
    expect(texts('a', 12024)).toBe(false);
    expect(texts(1)).toBe(false);
    expect(new Grid(rows, []).isTexts(2)).toBe(true);
  });
});

describe('the table of a sheet', () => {
  it('has the first row of texts as its header', () => {
    expect(layoutOf(rowsOf(['a', 'b'], ['x', 1], ['y', 2]))).toEqual({
      ...{ names: ['a', 'b'], left: 0, header: 1, titles: 0, headerRows: 1 },
    });
  });

  it('begins below titles, and right of empty columns', () => {
    const rows = rowsOf(['Sales'], [], [null, 'a', null, 'b'], [null, 'x', null, 1], [null, 'y', null, 2]);
    expect(layoutOf(rows)).toEqual({
      ...{ names: ['a', '', 'b'], left: 1, header: 3, titles: 1, headerRows: 1 },
    });
  });

  it('is none without rows, or with a header alone', () => {
    expect(layoutOf([])).toBeNull();
    expect(layoutOf(rowsOf(['a', 'b']))).toBeNull();
    expect(layoutOf(rowsOf(['a', 'a'], ['a', 'a']))).toBeNull();
    expect(layoutOf(rowsOf(['a', 'b']), { header: false })).toMatchObject({ headerRows: 0, header: 0 });
  });

  it('may have one column', () => {
    expect(layoutOf(rowsOf(['a'], [1], [2]))).toMatchObject({ names: ['a'], header: 1 });
  });

  it('has a row of texts as wide as most rows, or at least half as wide', () => {
    const [half, less] = [['a', 'b'], ['a']];
    const body = [
      ['x', 'y', 'z', 1],
      ['x', 'y', 'z', 2],
    ];
    expect(layoutOf(rowsOf(half, ...body))).toMatchObject({ names: ['a', 'b'], header: 1, titles: 0 });
    expect(layoutOf(rowsOf(half, ['k', 'l', 'm', 'n'], ...body, ...body))).toMatchObject({
      ...{ names: ['k', 'l', 'm', 'n'], header: 2, titles: 1 },
    });
    expect(layoutOf(rowsOf(less, ...body))).toMatchObject({ header: 1, titles: 1, headerRows: 0 });
  });

  it('has titles above it that are shorter than half of it, or one text', () => {
    const wide = [
      ['x', 'y', 'z', 'w', 1],
      ['x', 'y', 'z', 'w', 2],
    ];
    const bare = { header: 1, titles: 1, headerRows: 0 };
    expect(layoutOf(rowsOf(['As of', 'May'], ...wide))).toMatchObject(bare);
    expect(layoutOf(rowsOf([null, 'Title'], ['x', 1], ['y', 2]))).toMatchObject(bare);
  });

  it('is as wide as most rows, and of equally many as the widest', () => {
    const long = ['z', 3, 'n', 'n', 'n'];
    expect(layoutOf(rowsOf(['a', 'b'], ['x', 1], ['y', 2], long))).toMatchObject({ names: ['a', 'b'] });
    expect(layoutOf(rowsOf(['a', 'b'], long))).toMatchObject({ header: 1, headerRows: 0 });
  });

  it('has no header where the first row of texts is far below, unless it is asked for', () => {
    const data = Array.from({ length: 5 }, (_, n) => ['x', n]);
    const rows = rowsOf(...data, ['a', 'b'], ['x', 9]);
    expect(layoutOf(rows)).toEqual({
      ...{ names: ['column_1', 'column_2'], left: 0, header: 0, titles: 0, headerRows: 0 },
    });
    expect(layoutOf(rows, { header: true })).toMatchObject({ names: ['x', '0'], header: 1, headerRows: 1 });
    // Among the first half of the rows, and one more.
    const near = rowsOf(['x', 1], ['a', 'b'], ['x', 2]);
    expect(layoutOf(near)).toMatchObject({ names: ['a', 'b'], header: 2, titles: 1 });
  });

  it('has a header among the first rows only, of however many', () => {
    const rows = (before: number) =>
      rowsOf(...Array<Value[]>(before).fill(['x', 1]), ['a', 'b'], ...Array<Value[]>(60).fill(['x', 1]));
    expect(layoutOf(rows(20))).toMatchObject({ headerRows: 1, header: 21 });
    expect(layoutOf(rows(21))).toMatchObject({ headerRows: 0, header: 0 });
  });

  it('has the header that names most of the columns of a contract', () => {
    const rows = rowsOf(['x', 'City'], ['y', 'w'], ['Amount', 'City'], ['Rome', 1]);
    expect(layoutOf(rows, { expected: ['city', 'amount'] })).toMatchObject({
      ...{ names: ['Amount', 'City'], header: 3, titles: 2 },
    });
    expect(layoutOf(rows, { expected: ['other'] })).toMatchObject({ names: ['x', 'City'], header: 1 });
  });

  it('may have no header, and then the names of the contract', () => {
    const rows = rowsOf(['Title'], [null, 'a', 'b', 'c'], [null, 'x', 'y', 'z']);
    expect(layoutOf(rows, { header: false })).toEqual({
      ...{ names: ['column_1', 'column_2', 'column_3'], left: 1, header: 1, titles: 1, headerRows: 0 },
    });
    expect(layoutOf(rows, { header: false, expected: ['k', 'l'] })?.names).toEqual(['k', 'l']);
  });
});

describe('a header of merged cells', () => {
  it('has the names above and below joined, each once', () => {
    const rows = rowsOf(
      ['Customer', '2023', null, '2024', null],
      [null, 'Q1', 'Q2', 'Q1', 'Q2'],
      ['a', 1, 2, 3, 4],
    );
    const merges = [merge(1, 2, 0, 0), merge(1, 1, 1, 2), merge(1, 1, 3, 4)];
    expect(layoutOf(rows, { merges })).toEqual({
      names: ['Customer', '2023 Q1', '2023 Q2', '2024 Q1', '2024 Q2'],
      ...{ left: 0, header: 2, titles: 0, headerRows: 2 },
    });
  });

  it('begins right above the first full row, though its first cell is empty', () => {
    const groups = [null, '2023', null, '2024', null];
    const body = [
      ['k', 'Q1', 'Q2', 'Q1', 'Q2'],
      ['a', 1, 2, 3, 4],
      ['b', 5, 6, 7, 8],
    ];
    const merges = [merge(1, 1, 1, 2), merge(1, 1, 3, 4)];
    const names = ['k', '2023 Q1', '2023 Q2', '2024 Q1', '2024 Q2'];
    expect(layoutOf(rowsOf(groups, ...body), { merges })).toMatchObject({ names, header: 2, headerRows: 2 });
    // A blank row between them parts a title from the header.
    expect(layoutOf(rowsOf(groups, [], ...body), { merges })).toMatchObject({
      ...{ names: ['k', 'Q1', 'Q2', 'Q1', 'Q2'], header: 3, titles: 1, headerRows: 1 },
    });
    expect(layoutOf(rowsOf(groups, ...body))).toMatchObject({ header: 2, titles: 1, headerRows: 1 });
  });

  it('is one row where numbers are below, or where the cells are merged downwards only', () => {
    const below = rowsOf(['k', 'Sum', null], ['a', 1, 2], ['b', 3, 4]);
    expect(layoutOf(below, { merges: [merge(1, 1, 1, 2)] })).toMatchObject({
      ...{ names: ['k', 'Sum', 'Sum'], header: 1, headerRows: 1 },
    });
    const down = rowsOf(['k', 'v'], [null, null], ['x', 'y'], ['z', 'w']);
    expect(layoutOf(down, { merges: [merge(1, 2, 0, 0)] })).toMatchObject({ header: 2, names: ['k', 'v'] });
  });

  it('ends above the rows, in which cells may be merged too, and below a title', () => {
    const rows = rowsOf(['k', 'v'], ['x', 1], ['y', 2], ['z', 3]);
    expect(layoutOf(rows, { merges: [merge(3, 4, 0, 0)] })).toMatchObject({ header: 1, headerRows: 1 });
    const one = rowsOf(['T'], ['a'], ['b']);
    expect(layoutOf(one, { merges: [merge(1, 1, 0, 1)] })).toMatchObject({ header: 1, headerRows: 1 });
  });

  it('may be longer in its second row, and lack names', () => {
    const merges = [merge(1, 2, 0, 0), merge(1, 1, 1, 2)];
    const longer = rowsOf(
      ['k', '2023', null],
      [null, 'Q1', 'Q2', 'Note'],
      ['a', 1, 2, 'n'],
      ['b', 3, 4, 'm'],
    );
    expect(layoutOf(longer, { merges })?.names).toEqual(['k', '2023 Q1', '2023 Q2', 'Note']);
    const body = ['a', 1, 2, null, null, 5];
    const lacking = rowsOf(['k', '2023', null, null, null, 'x'], [null, 'Q1', 'Q2'], body, body);
    expect(layoutOf(lacking, { merges })?.names).toEqual(['k', '2023 Q1', '2023 Q2', '', '', 'x']);
  });

  it('is refused where several columns would have one name', () => {
    const rows = rowsOf(['Customer', 'Sum', null], [null, 'A', 'A'], ['a', 1, 2]);
    expect(() => layoutOf(rows, { merges: [merge(1, 2, 0, 0), merge(1, 1, 1, 2)] })).toThrow(
      'f.xlsx: the header in rows 1 to 2 has merged cells, and several columns would be named "Sum A".',
    );
    // Without merged cells the first of them goes by the name.
    expect(layoutOf(rowsOf(['a', 'b', 'b'], ['x', 1, 2]))?.names).toEqual(['a', 'b', 'b']);
  });
});
