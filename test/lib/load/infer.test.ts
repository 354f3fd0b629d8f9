import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineTable, load, open, type Tally } from 'tally';
import { Files } from './files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => {
  tally.close();
  files.remove();
});

/** Type, reading and values of a column of these texts, in a file beside a column of row numbers. */
async function taken(texts: readonly string[], { delimiter = ';', beside = 'a' } = {}) {
  const lines = texts.map((text) => `${beside}${delimiter}"${text}"`);
  const loaded = await load(tally, files.lines('column.csv', `other${delimiter}x`, ...lines));
  expect(loaded.accepted).toBe(texts.length);
  const { rows } = await tally.query`SELECT x FROM ${loaded} ORDER BY file_row`;
  const { type, reading } = loaded.fields.at({ column: 'x' });
  return [type.raw, reading.raw, ...rows.map(({ x }) => x)];
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

describe('a column is taken for', () => {
  it.each([
    ['whole numbers', ['1', '-20', '+3', ''], ['integer', 'asIs', 1, -20, 3, null]],
    [
      'whole numbers with separators',
      ['1,234', '7', '1,234,567', '0.0'],
      ['decimal', 'asIs', 1234, 7, 1234567, 0],
    ],
    ['amounts', ['12.50', '3', 'N/A'], ['decimal', 'asIs', 12.5, 3, null]],
    ['quotients', ['142.63636', '0.5'], ['double', 'asIs', 142.63636, 0.5]],
    ['powers', ['1e3', '2.5E-1'], ['double', 'asIs', 1000, 0.25]],
    ['German amounts', ['1.234,50', '12', '0,5'], ['decimal', 'decimalComma', 1234.5, 12, 0.5]],
    ['text where some zeros lead', ['01234', '99999'], ['text', 'leadingZeros', '01234', '99999']],
    ['text where 007 and 7 would be one', ['007', '1.5', '7'], ['text', 'leadingZeros', '007', '1.5', '7']],
    [
      'text where 007 stands by powers',
      ['1E5', '100000', '007'],
      ['text', 'leadingZeros', '1E5', '100000', '007'],
    ],
    ['a number where zeros lead amounts', ['007.50', '1.5'], ['decimal', 'asIs', 7.5, 1.5]],
    [
      'text where numbers are long',
      ['12345678901234567', '1'],
      ['text', 'longNumber', '12345678901234567', '1'],
    ],
    [
      'text where numbers with points between thousands are long',
      ['1.234.567.890.123.456', '1'],
      ['text', 'longNumber', '1.234.567.890.123.456', '1'],
    ],
    ['text where a number is none', [...DIGITS, 'x'], ['text', 'mixed', ...DIGITS, 'x']],
    ['text where marks differ', ['1,5', '1.5'], ['text', 'mixedMarks', '1,5', '1.5']],
    ['amounts of money', ['€ 1.50', '€ 2.25', '7'], ['decimal', 'currencySigns', 1.5, 2.25, 7]],
    ['German amounts of money', ['€ 1,50', '€ 2,25', '7'], ['decimal', 'currencyComma', 1.5, 2.25, 7]],
    ['percentages', ['12.5 %', '50 %', '100 %'], ['decimal', 'percents', 0.125, 0.5, 1]],
    [
      'text where some are percentages',
      ['50 %', '75 %', '3'],
      ['text', 'mixedPercents', '50 %', '75 %', '3'],
    ],
    [
      'text where currencies differ',
      ['€ 5', '$ 5', '€ 7'],
      ['text', 'severalCurrencies', '€ 5', '$ 5', '€ 7'],
    ],
    ['true or false', ['true', 'FALSE', ''], ['boolean', 'asIs', true, false, null]],
    ['dates', ['2024-02-29', ''], ['date', 'asIs', '2024-02-29', null]],
    ['German dates', ['29.02.2024', '1.3.2024'], ['date', 'dayFirst', '2024-02-29', '2024-03-01']],
    ['text where a day is not', ['2024-02-30', '2024-03-01'], ['text', 'asIs', '2024-02-30', '2024-03-01']],
    ['text where a month is not', ['12.31.2024'], ['text', 'asIs', '12.31.2024']],
    [
      'times',
      ['2024-02-29T10:11:12Z', '2024-02-29 10:11'],
      ['timestamp', 'mixedZones', '2024-02-29T10:11:12.000000', '2024-02-29T10:11:00.000000'],
    ],
    ['German times', ['29.02.2024 10:11'], ['timestamp', 'dayFirst', '2024-02-29T10:11:00.000000']],
    ['nothing', ['', 'null'], ['text', 'noValues', null, null]],
    ['text', ['a', '1 2', '€ 5'], ['text', 'asIs', 'a', '1 2', '€ 5']],
  ])('%s', async (_, texts, expected) => {
    expect(await taken(texts)).toEqual(expected);
  });
});

describe('numbers that could have a decimal point or a decimal comma', () => {
  it('have what the other columns of the file have', async () => {
    expect(await taken(['1.234'], { beside: '0,5' })).toEqual(['integer', 'decimalComma', 1234]);
    expect(await taken(['1.234'], { beside: '0.5' })).toEqual(['decimal', 'asIs', 1.234]);
  });

  it('have a point in files with commas, and are asked about in others', async () => {
    await expect(taken(['1,234'])).rejects.toThrow(/column "x" .* 1,234, .* 1234 or 1\.234.*decimal: ','/);
    expect(await taken(['1,234'], { delimiter: ',' })).toEqual(['integer', 'asIs', 1234]);
  });
});

describe('a contract that leaves the reading open', () => {
  const opened = (type: 'decimal' | 'date', ...lines: readonly string[]) =>
    load(tally, files.lines('open.csv', 'other;x', ...lines.map((text) => `a;${text}`)), {
      contract: defineTable({ name: 'open', columns: { x: { type } } }),
    });

  it('has the decimal mark that most values have, however they are written', async () => {
    // Three values with a comma, each of its own length; two alike with a point.
    const loaded = await opened('decimal', '0,5', '0,25', '10,5', '0.5', '0.5');
    expect([loaded.accepted, loaded.fields.at({ column: 'x' }).reading.raw]).toEqual([3, 'decimalComma']);
  });

  it('asks about the smallest text that could be either', async () => {
    await expect(opened('decimal', '5,678', '1,234', '0', '9')).rejects.toThrow(
      /numbers such as 1,234, .* 1234 or 1\.234\./,
    );
  });

  it('takes no date from a row that cannot be split', async () => {
    const unclear = ['01/02/2024', '03/04/2024'];
    // Only its third day could tell days from months.
    await expect(opened('date', ...unclear, '13/01/2024;too;many')).rejects.toThrow(
      'dates such as 01/02/2024, and nothing in it shows whether they are written %d/%m/%Y or %m/%d/%Y',
    );
    const told = await opened('date', ...unclear, '13/01/2024');
    expect(told.fields.at({ column: 'x' }).reading.raw).toBe('dayFirstSlash');
  });
});
