import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineTable, load, open, sql, type LoadedFile, type Tally } from 'tally';
import { Files } from '../load/files.js';
import { inChinese, styles, written } from './dressed-texts.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => {
  tally.close();
  files.remove();
});

const fileOf = (texts: readonly string[]) =>
  files.lines('x.csv', 'k;x', ...texts.map((text) => `k;"${text}"`));

/** The exact values of column `x`, as texts. */
async function valuesOf(loaded: LoadedFile): Promise<readonly (string | null)[]> {
  const rows = await tally.engine.all(
    sql`SELECT CAST(x AS VARCHAR) AS x FROM ${loaded.unchecked} ORDER BY file_row`,
    { x: 'text?' },
  );
  return rows.map(({ x }) => x);
}

const contractOf = (type: 'integer' | 'decimal', rule: object = {}) =>
  defineTable({ name: 'x', columns: { x: { type, ...rule } }, sentinels: [] });

const exact = (cents: number): string => {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

describe('amounts come back, however they are written', () => {
  const amounts = fc.array(fc.integer({ min: -99_999_999, max: 99_999_999 }), {
    minLength: 20,
    maxLength: 40,
  });

  it('with a contract and without one', async () => {
    await fc.assert(
      fc.asyncProperty(amounts, styles, async (cents, style) => {
        const path = fileOf(cents.map((one) => written(one, style)));
        const expected = cents.map(exact);
        const declared = await load(tally, path, {
          contract: contractOf('decimal', { decimalMark: style.mark }),
        });
        expect(await valuesOf(declared)).toEqual(expected);
        const free = await load(tally, path, { decimal: style.mark });
        expect(free.fields.at({ column: 'x' }).type.raw).toBe('decimal');
        expect(await valuesOf(free)).toEqual(expected);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('in Chinese numerals', async () => {
    const numbers = fc.array(
      fc.oneof(
        fc.nat(9999),
        fc.nat(99_999_999),
        fc.integer({ min: 0, max: 999_999_999_999 }),
        fc.constantFrom(10, 100, 1010, 10_001, 100_000_000),
      ),
      { minLength: 40, maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(numbers, async (all) => {
        const loaded = await load(tally, fileOf(all.map(inChinese)), { contract: contractOf('integer') });
        expect(await valuesOf(loaded)).toEqual(all.map(String));
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

describe('under a contract', () => {
  it.each<[readonly string[], readonly (string | null)[]]>([
    [
      ['(12.50)', '12.50-', '−3.00', '- 6', '+7'],
      ['-12.50', '-12.50', '-3.00', '-6.00', '7.00'],
    ],
    [
      ['€5', '€-5', '-€5', '€ (5)', '5 EUR', '5.'],
      ['5.00', '-5.00', '-5.00', '-5.00', '5.00', '5.00'],
    ],
    [
      ['€5', '5 kg', '5 €€', '(-5)', '--5', '€', '5 5', '1,23,4', '(5'],
      ['5.00', null, null, null, null, null, null, null, null],
    ],
    [
      ['1.2万', '3亿', '5百万', '2千元', '1.5 万', '1.2万万'],
      ['12000.00', '300000000.00', '5000000.00', '2000.00', '15000.00', null],
    ],
    [
      ['三千五百', '三千零五', '三千五', '十二', '壹佰元', '两万', '二〇二四', '三百百'],
      ['3500.00', '3005.00', null, '12.00', '100.00', '20000.00', null, null],
    ],
    [
      ['１２３．４５', '￥１,２３４'],
      ['123.45', '1234.00'],
    ],
  ])('%j is %j', async (texts, expected) => {
    const path = fileOf(texts);
    const loaded = await load(tally, path, { contract: contractOf('decimal', { decimalMark: '.' }) });
    expect(await valuesOf(loaded)).toEqual(expected);
    expect(loaded.quarantined).toBe(expected.filter((value) => value === null).length);
  });

  it('percentages are shares, and numbers among them without the sign are set aside', async () => {
    const loaded = await load(tally, fileOf(['12,5 %', '3%', '-0,25 %', '7']), {
      contract: contractOf('decimal'),
    });
    expect(await valuesOf(loaded)).toEqual(['0.1250', '0.0300', '-0.0025', null]);
    expect(loaded.fields.at({ column: 'x' }).reading.raw).toBe('percentComma');
    const mostly = await load(tally, fileOf(['1', '2', '3%']), { contract: contractOf('decimal') });
    expect(await valuesOf(mostly)).toEqual(['1.00', '2.00', null]);
  });

  it('amounts in two currencies are refused, with counts and examples', async () => {
    const two = load(tally, fileOf(['€5.00', '$6.00', '€7']), { contract: contractOf('decimal') });
    await expect(two).rejects.toThrow(
      'amounts in € (2, such as €5.00), $ (1, such as $6.00): different currencies',
    );
  });

  it('signs that may be of one currency are of that one', async () => {
    const loaded = await load(tally, fileOf(['$5', 'USD 6', 'US$7']), { contract: contractOf('integer') });
    expect(loaded.readings.get('x')).toMatchObject({ reading: 'currencySigns', currencies: ['USD'] });
    expect(loaded.contract.columns['x']?.unit).toEqual({ en: 'USD', zh: 'USD' });
  });
});

describe('without a contract', () => {
  it.each<[readonly string[], string, string]>([
    [['€ 1.234,50', '12,50 €'], 'decimal', 'currencyComma'],
    [['¥12', '35元'], 'integer', 'currencySigns'],
    [['12%', '3.5%'], 'decimal', 'percents'],
    [['三千五百', '十二'], 'integer', 'chineseNumbers'],
    [['(12.50)', '3.00'], 'decimal', 'signedDigits'],
    [['€5', '$6'], 'text', 'severalCurrencies'],
    [['5%', '6'], 'text', 'mixedPercents'],
    [['1.5', '1,5'], 'text', 'mixedMarks'],
    [['560 001', '110 020'], 'text', 'asIs'],
    [['(030)', '(040)'], 'text', 'asIs'],
    [['12 kg', '3 kg'], 'text', 'asIs'],
    [['一', '二'], 'text', 'asIs'],
    [['A-5', 'B-'], 'text', 'asIs'],
  ])('%j is %s, read as %s', async (texts, type, reading) => {
    const { fields } = await load(tally, fileOf(texts));
    expect(fields.at({ column: 'x' })).toMatchObject({ type: { raw: type }, reading: { raw: reading } });
  });

  it('says the currency beside the name, and shares in percent', async () => {
    const euros = await load(tally, fileOf(['€5', '€6']));
    expect(euros.contract.columns['x']).toMatchObject({ unit: { en: 'EUR' } });
    const dollars = await load(tally, fileOf(['$5', '$6']));
    expect(dollars.contract.columns['x']).toMatchObject({ unit: { en: '$' } });
    const shares = await load(tally, fileOf(['5%', '6%']));
    expect(shares.contract.columns['x']).toMatchObject({ format: 'percent', scale: 2 });
  });

  it('asks for the decimal mark behind a sign as it does without one', async () => {
    await expect(load(tally, fileOf(['€4,500', '€1,250']))).rejects.toThrow('1250 or 1.25');
  });
});
