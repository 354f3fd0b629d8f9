import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { EmptySourceError, SourceFormatError } from '../../../../lib/src/errors.js';
import { previewLayout } from '../../../../lib/src/data/source/preview.js';
import type { SourceOptions } from '../../../../lib/src/data/source/source.js';
import { Files } from '../../load/files.js';

const files = new Files();
afterAll(() => {
  files.remove();
});

interface Asked extends SourceOptions {
  readonly expected?: readonly string[];
  readonly name?: string;
}

async function layoutOf(lines: readonly string[], { expected = [], name = 'a.csv', ...options }: Asked = {}) {
  return previewLayout(files.lines(name, ...lines), expected, options);
}

const columnsOf = async (lines: readonly string[], asked?: Asked) => (await layoutOf(lines, asked)).columns;
const delimiterOf = async (lines: readonly string[], asked?: Asked) =>
  (await layoutOf(lines, asked)).delimiter;
const repeated = (count: number, line: string) => Array.from({ length: count }, () => line);

describe('a file without rows', () => {
  it('is empty, or consists of blank lines', async () => {
    for (const content of ['', '\n', '\n\n', '  \n\t\n']) {
      const path = files.write('empty.csv', content);
      for (const expected of [[], ['id', 'city']]) {
        const layout = previewLayout(path, expected, {});
        await expect(layout).rejects.toThrow(EmptySourceError);
        await expect(layout).rejects.toThrow(`${path}: the file has no rows.`);
      }
    }
  });

  it('has only a header', async () => {
    const layout = layoutOf(['id,city', ''], { name: 'header.csv' });
    await expect(layout).rejects.toThrow(EmptySourceError);
    await expect(layout).rejects.toThrow('header.csv: the file has a header but no rows.');
  });

  it('but one row without a header suffices', async () => {
    expect(await layoutOf(['1,2'])).toMatchObject({ columns: ['column_1', 'column_2'], skip: 0 });
  });
});

describe('the lines above the first data row', () => {
  it('are the header', async () => {
    expect(await layoutOf(['id,city', '1,Rome'])).toEqual({
      encoding: { encoding: 'utf-8', by: 'bytes' },
      ...{ delimiter: ',', columns: ['id', 'city'], width: 2, skip: 1, plainHeader: true, notes: [] },
    });
  });

  it('are none without a header', async () => {
    expect(await layoutOf(['1,Rome', '2,Bonn', '3,Ulm'])).toEqual({
      encoding: { encoding: 'utf-8', by: 'bytes' },
      ...{
        delimiter: ',',
        columns: ['column_1', 'column_2'],
        width: 2,
        skip: 0,
        plainHeader: true,
        notes: [],
      },
    });
  });

  it('include blank lines above and below the header', async () => {
    expect(await layoutOf(['', ' ', 'id,city', '', '1,Rome'])).toMatchObject({
      ...{ columns: ['id', 'city'], skip: 4, plainHeader: true, notes: [] },
    });
    expect(await layoutOf(['', '  ', '1,2', '3,4'])).toMatchObject({
      ...{ columns: ['column_1', 'column_2'], skip: 2, plainHeader: true, notes: [] },
    });
  });

  it('include the line breaks in a quoted name, even of a blank line', async () => {
    expect(await layoutOf(['"order', '', 'id",city', '1,Rome'])).toMatchObject({
      ...{ columns: ['order\n\nid', 'city'], skip: 3, plainHeader: false, notes: [] },
    });
  });
});

describe('the names of columns', () => {
  it('have no spaces around them', async () => {
    expect(await columnsOf(['id , city', '1,Rome'])).toEqual(['id', 'city']);
  });

  it('are numbered from 1 without a header', async () => {
    expect(await columnsOf(['1,2,3', '4,5,6'])).toEqual(['column_1', 'column_2', 'column_3']);
  });

  it('are those of the contract without a header', async () => {
    expect(await layoutOf(['1,Rome', '2,Bonn'], { expected: ['id', 'city'] })).toMatchObject({
      ...{ columns: ['id', 'city'], width: 2, skip: 0 },
    });
  });

  it('are numbered, as many as there are, if the contract only numbers them', async () => {
    const rows = ['1,2,3', '4,5,6'];
    expect(await columnsOf(rows, { expected: ['column_1', 'column_12'] })).toEqual([
      'column_1',
      'column_2',
      'column_3',
    ]);
    const others: readonly (readonly string[])[] = [
      ['column_1', 'column_2', 'city'],
      ['my_column_1', 'my_column_2', 'my_column_3'],
      ['column_1_old', 'column_2_old', 'column_3_old'],
      ['column_a', 'column_b', 'column_c'],
    ];
    for (const expected of others) expect(await columnsOf(rows, { expected })).toEqual(expected);
  });
});

describe('without a contract, the first row is data', () => {
  const isData = async (line: string) => (await layoutOf([line, line])).skip === 0;

  it('if it contains a number', async () => {
    expect(await isData('Rome,5')).toBe(true);
    expect(await isData('Rome, -1.5 ')).toBe(true);
    expect(await isData('Rome,Italy')).toBe(false);
    expect(await isData('rank,top 5')).toBe(false);
  });

  it('if it contains a date', async () => {
    expect(await isData('Rome,2024-03-05')).toBe(true);
    expect(await isData('Rome,2024-03-05 12:30')).toBe(true);
    expect(await isData('city,until 2024-03-05')).toBe(false);
    // The terms of a school year.
    expect(await isData('city,2023-24-1,2023-24-2')).toBe(false);
  });

  it('unless its only numbers are years', async () => {
    expect(await isData('city,1999,2000')).toBe(false);
    expect(await isData('city,2000,1')).toBe(true);
    for (const number of ['1899', '2100', '12019', '20191', '201']) {
      expect(await isData(`city,${number}`)).toBe(true);
    }
  });

  it('whatever is empty', async () => {
    expect(await isData('id,,city')).toBe(false);
    expect(await isData(',Rome,5')).toBe(true);
  });

  it('unless it is said what it is', async () => {
    expect(await layoutOf(['1,Rome', '2,Bonn'], { header: true })).toMatchObject({
      ...{ columns: ['1', 'Rome'], skip: 1 },
    });
    expect(await layoutOf(['id,city', '2,Bonn'], { header: false })).toMatchObject({
      ...{ columns: ['column_1', 'column_2'], skip: 0 },
    });
  });
});

describe('with a contract, the first row is data', () => {
  const isData = async (line: string, expected: readonly string[] = ['id', 'city']) =>
    (await layoutOf([line, line], { expected })).skip === 0;

  it('if it contains a number and has as many fields', async () => {
    expect(await isData('5,Rome')).toBe(true);
    expect(await isData('2024,Rome')).toBe(true);
    expect(await isData('Bonn,Rome')).toBe(false);
    expect(await isData('5,Rome,Italy')).toBe(false);
    expect(await isData('Bonn,Rome,Ulm')).toBe(false);
  });

  it('unless it names one of the columns', async () => {
    expect(await isData('5,City')).toBe(false);
    expect(await isData('5,city', ['city', 'column_1'])).toBe(false);
    expect(await isData('Column 2,5', ['column_1', 'column_2'])).toBe(false);
  });
});

describe('the number of fields without a header', () => {
  const widthOf = async (lines: readonly string[], asked?: Asked) => (await layoutOf(lines, asked)).width;

  it('is the most common one', async () => {
    expect(await widthOf(['1,2', '1,2,3', '1,2,3'])).toBe(3);
    expect(await widthOf(['1,2', '1,2', '1,2,3'])).toBe(2);
    expect(await widthOf(['1,2', '1,2,3', '1,2', '1,2,3', '1,2,3'], { expected: ['a', 'b'] })).toBe(3);
  });

  it('is that of the contract on a tie, otherwise the one that comes first', async () => {
    expect(await widthOf(['1,2', '1,2,3'], { expected: ['a', 'b', 'c'], header: false })).toBe(3);
    expect(await widthOf(['1,2,3', '1,2'], { expected: ['a', 'b', 'c'], header: false })).toBe(3);
    expect(await widthOf(['1,2,3', '1,2'], { expected: ['a'], header: false })).toBe(3);
    expect(await widthOf(['1,2', '1,2,3'], { expected: ['a'], header: false })).toBe(2);
  });

  it('is decided by rows that can be split', async () => {
    const flawed = ['"a"b,1', '"c"d,2', '"e"f,3'];
    expect(await layoutOf(['1,2', ...flawed])).toMatchObject({ columns: ['column_1', 'column_2'], width: 2 });
    expect(await layoutOf(flawed, { expected: ['a', 'b'], header: false })).toMatchObject({
      ...{ columns: ['a', 'b'], width: 2 },
    });
  });

  it('is decided by the first 200 lines', async () => {
    const first = repeated(100, '1,2');
    expect(await widthOf([...first, ...repeated(101, '1,2,3')])).toBe(2);
    expect(await widthOf([...first.slice(1), ...repeated(101, '1,2,3')])).toBe(3);
  });
});

describe('a first row that cannot be split', () => {
  it('is named, since it may be the header', async () => {
    for (const asked of [{}, { expected: ['id', 'city'] }, { header: true }]) {
      const layout = layoutOf(['', '"id,city', '1,Rome', '2,Bonn'], { name: 'flawed.csv', ...asked });
      await expect(layout).rejects.toThrow(SourceFormatError);
      await expect(layout).rejects.toThrow(
        'flawed.csv: the first row, line 2, cannot be split: a quote is opened and not closed. Correct this line.',
      );
    }
  });

  it('is one row of many if it is no header', async () => {
    expect(await layoutOf(['"1,Rome', '2,Bonn', '3,Ulm'], { header: false })).toMatchObject({
      ...{ columns: ['column_1', 'column_2'], skip: 0 },
    });
  });

  it('is named if no other can be split either', async () => {
    await expect(layoutOf(['"a"b,1', '"c"d,2'], { header: false })).rejects.toThrow(
      'the first row, line 1, cannot be split: text follows the closing quote of field 1. Correct this line.',
    );
  });
});

describe('a quoted field before those that the header names', () => {
  const isNamed = async (...rows: readonly string[]) => (await columnsOf(['a,b', ...rows])).length === 2;

  it('is the name of the row, as R writes it', async () => {
    expect(await layoutOf(['a,b', '"1",x,10', '"2",y,20'])).toMatchObject({
      ...{ columns: ['', 'a', 'b'], width: 3, skip: 1 },
    });
    expect(await layoutOf(['a', '"1",10', '"2",20'])).toMatchObject({ columns: ['', 'a'], width: 2 });
  });

  it('whatever the row lacks', async () => {
    expect(await isNamed('"1",,10', '"2",,20')).toBe(false);
    expect(await isNamed('"1",x,""', '"2",y,20')).toBe(false);
    expect(await isNamed('"1",x,10', '"2",y,')).toBe(false);
  });

  it('even if a row cannot be split', async () => {
    expect(await isNamed('"1",x,10', '"2"b,y,20')).toBe(false);
  });

  it('but all rows need it', async () => {
    expect(await isNamed('"1",x,10', '2,y,20')).toBe(true);
    expect(await isNamed('1,x,10', '2,y,20')).toBe(true);
    expect(await isNamed('"1",x,10', '"2",y')).toBe(true);
    expect(await isNamed('"1",x', '"2",y')).toBe(true);
    expect(await isNamed('"1",x,10,5', '"2",y,20,5')).toBe(true);
    expect(await isNamed('"1"a,x,10', '"2"b,y,20')).toBe(true);
  });

  it('and is the first column if a comma follows each row', async () => {
    expect(await isNamed('"1",x,', '"2",y,')).toBe(true);
  });
});

describe('the delimiter', () => {
  it('is a tab in files with the ending tsv', async () => {
    const lines = ['a,b\tc', '1,2\t3', '4,5'];
    for (const name of ['a.tsv', 'a.TSV']) expect(await delimiterOf(lines, { name })).toBe('\t');
    for (const name of ['a.tsv.csv', 'a.tsv.txt', 'tsv'])
      expect(await delimiterOf(lines, { name })).toBe(',');
    for (const [name, delimiter] of [
      ['a.tsv.gz', '\t'],
      ['a.Tsv.Gz', '\t'],
      ['a.csv.gz', ','],
    ] as const) {
      const path = files.write(name, gzipSync(lines.join('\n')));
      expect((await previewLayout(path, [], {})).delimiter).toBe(delimiter);
    }
  });

  it('is the given one', async () => {
    expect(await layoutOf(['a;b,c', '1;2,3'], { delimiter: ';' })).toMatchObject({
      ...{ delimiter: ';', columns: ['a', 'b,c'] },
    });
  });

  it('is found among four', async () => {
    for (const delimiter of [',', '\t', ';', '|']) {
      expect(await layoutOf([`a${delimiter}b`, `1${delimiter}2`])).toMatchObject({
        ...{ delimiter, columns: ['a', 'b'] },
      });
    }
  });

  it('is the one with which the first row names the most columns', async () => {
    const lines = ['a,b;c', '1,2;3', '4,5'];
    expect(await delimiterOf(lines)).toBe(',');
    expect(await delimiterOf(lines, { expected: ['c'] })).toBe(';');
    expect(await delimiterOf(['a|b;x,y', '1|2', '3|4'], { expected: ['x', 'a', 'b;x,y'] })).toBe('|');
  });

  it('is otherwise the one that splits the most rows alike', async () => {
    expect(await delimiterOf(['a,b;c', '1,2;3', '4;5'])).toBe(';');
    expect(await delimiterOf(['a;b,c', '1;2,3', '4,5'])).toBe(',');
  });

  it('that is, the largest part of its rows, which may span several lines', async () => {
    expect(await delimiterOf(['a;1;"x, p', 'y, q"', 'b;2;"z, r', 'w, s"'])).toBe(';');
  });

  it('is otherwise the one that gives the most fields, and of these the first', async () => {
    expect(await delimiterOf(['a,b;c;d', '1,2;3;4'])).toBe(';');
    expect(await delimiterOf(['a;b,c,d', '1;2,3,4'])).toBe(',');
    expect(await delimiterOf(['a;b,c', '1;2,3'])).toBe(',');
    expect(await delimiterOf(['a|b;c', '1|2;3'])).toBe(';');
  });

  it('of a single column is a comma', async () => {
    expect(await layoutOf(['city', 'Rome', 'Bonn'])).toMatchObject({ delimiter: ',', columns: ['city'] });
  });
});

describe('columns that are aligned with spaces', () => {
  const areAligned = async (...lines: readonly string[]) =>
    (await delimiterOf(lines, { name: 'a.txt' })) === 'spaces';

  it('have several spaces between them, or some before the first one', async () => {
    expect(await layoutOf(['id  city', '1   Rome', '20  Bonn'])).toMatchObject({
      ...{ delimiter: 'spaces', columns: ['id', 'city'], width: 2, skip: 1 },
    });
    expect(await areAligned('id  city', ' 1  Rome')).toBe(true);
    expect(await areAligned('id   city', '1    Rome')).toBe(true);
    expect(await areAligned(' i j', ' 1 2')).toBe(true);
    expect(await areAligned('   i j', '   1 2')).toBe(true);
  });

  it('have them in more than half of the rows', async () => {
    expect(await areAligned('id city', '1  Rome', '20  Bonn')).toBe(true);
    expect(await areAligned('id city', '1  Rome')).toBe(false);
    expect(await areAligned('id city', '11 Rome', '2  Bonn')).toBe(false);
  });

  it('are at least two in at least two rows of as many fields', async () => {
    expect(await areAligned('  id', '   1', '  20')).toBe(false);
    expect(await areAligned('id  city', '1   Rome', '2   Bad  Ems')).toBe(false);
    const row = await layoutOf(['id  city'], { header: false });
    expect(row).toMatchObject({ delimiter: ',', columns: ['column_1'] });
  });

  it('are no sentences of as many words', async () => {
    expect(await areAligned('good phone', 'slow parcel', 'fair price')).toBe(false);
  });

  it('have no other delimiter', async () => {
    expect(await areAligned('id,   city', '1,    Rome')).toBe(false);
  });
});
