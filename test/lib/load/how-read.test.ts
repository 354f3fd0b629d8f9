import { describe, expect, it } from 'vitest';
import { howRead, type FileRead } from '../../../lib/src/load/how-read.js';
import { distinctNames } from '../../../lib/src/load/distinct-names.js';

const said = (some: Partial<FileRead>) =>
  howRead({
    ...{ path: 'f', format: 'csv', encoding: null, foundEncoding: null, delimiter: null },
    ...{ columns: [], notes: [], unusedColumns: [] },
    ...some,
  });

describe('how a file was read', () => {
  it.each<[Partial<FileRead>, string, string]>([
    [{ format: 'parquet' }, 'Parquet.', 'Parquet。'],
    [{ delimiter: ';' }, 'CSV, separated by semicolons.', 'CSV，以分号分隔。'],
    [{ delimiter: '^' }, 'CSV, separated by ^.', 'CSV，以^分隔。'],
    [
      { foundEncoding: { encoding: 'utf-8', by: 'bytes' }, delimiter: '\t' },
      'CSV in utf-8, separated by tabs.',
      'CSV，编码utf-8，以制表符分隔。',
    ],
    [
      { foundEncoding: { encoding: 'big5', by: 'letters' } },
      'CSV in big5 (the text is not words in any other encoding).',
      'CSV，编码big5（其他编码都不成词）。',
    ],
    [
      { foundEncoding: { encoding: 'big5', by: 'letters', rival: { encoding: 'gb18030', ratio: 1234.56 } } },
      'CSV in big5 (identified by its letters, 1,234.6 times as likely as gb18030).',
      'CSV，编码big5（据字符推断，可能性是gb18030的1,234.6倍）。',
    ],
    [
      {
        notes: [
          { en: 'One.', zh: '一。' },
          { en: 'Two.', zh: '二。' },
        ],
        unusedColumns: ['', 'x'],
      },
      'CSV. One. Two. Columns not used: (no name), x.',
      'CSV。一。二。未使用的列：（无名）、x。',
    ],
  ])('is said: %o', (some, en, zh) => {
    expect(said(some)).toEqual({ en, zh });
  });

  it('names what several columns are called, once and as the first is written', () => {
    const twice = (name: string) => ({
      en: `CSV. More than one column is named ${name}: the one written exactly so is taken, else the first.`,
      zh: `CSV。有多列名为${name}：以写法完全一致的列为准，没有则取第一列。`,
    });
    expect(said({ columns: ['Age', 'city', ' age', 'AGE'] })).toEqual(twice('Age'));
    expect(said({ columns: ['a', 'B', 'b '] })).toEqual(twice('B'));
    expect(said({ columns: ['Maß', 'MASS'] }).en).toBe('CSV.');
    expect(said({ columns: ['', '', ' ', 'a', 'b'] }).en).toBe('CSV.');
  });
});

it('gives each column a name that no other has, whatever the case', () => {
  expect(distinctNames(['a', ' A ', 'a_2', '', ' ', 'b', 'B', 'b', 'File_Row'])).toEqual([
    ...['a', 'A_2', 'a_2_2', 'column_4', 'column_5', 'b', 'B_2', 'b_3', 'File_Row_2'],
  ]);
});
