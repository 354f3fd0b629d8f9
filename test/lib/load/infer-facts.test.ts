import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../lib/src/data/reading/facts.js';
import {
  areDressed,
  areNumbers,
  guesses,
  infer,
  numberTimes,
  type Inferred,
} from '../../../lib/src/load/infer.js';
import { FOUND_FORMATS } from '../../../lib/src/values/date-order.js';
import { factsWith } from '../data/reading/facts-of.js';

const BERLIN = 'Europe/Berlin';
const guessed = (some: Partial<Facts>, mark: '.' | ',' = '.') => guesses(factsWith(some), mark, BERLIN);

describe('the values of a column', () => {
  it.each<[boolean, Partial<Facts>]>([
    [false, {}],
    [true, { values: 2, point: 2 }],
    [true, { values: 2, comma: 2 }],
    [false, { values: 2, point: 1, comma: 1 }],
  ])('are numbers: %s', (expected, some) => {
    expect(areNumbers(factsWith(some))).toBe(expected);
  });

  it.each<[boolean, Partial<Facts>]>([
    [true, { values: 3, plain: 1, dressed: 2, evident: 1 }],
    [false, { values: 3, plain: 1, dressed: 2 }],
    [false, { values: 4, plain: 1, dressed: 2, evident: 1 }],
    [false, { values: 1, plain: 2, dressed: 1, evident: 1 }],
  ])('are numbers in dress: %s', (expected, some) => {
    expect(areDressed(factsWith(some))).toBe(expected);
  });
});

describe('numbers that may be times', () => {
  const since1970 = [
    { rule: { type: 'timestamp?', dateFormat: 'seconds' }, reading: 'epochSeconds' },
    { rule: { type: 'timestamp?', dateFormat: 'milliseconds' }, reading: 'epochMilliseconds' },
  ];
  const excel = (type: string) => ({ rule: { type, dateFormat: 'excel' }, reading: 'excelDates' });

  it('are those of a column that is called so', () => {
    const whole = factsWith({ values: 2, point: 2 });
    expect(numberTimes('order date', whole)).toEqual([excel('date?'), ...since1970]);
    expect(numberTimes('order date', { ...whole, decimalsAfterPoint: 1 })).toEqual([
      excel('timestamp?'),
      ...since1970,
    ]);
    expect(numberTimes('created at', whole)).toEqual(since1970);
    expect(numberTimes('amount', whole)).toEqual([]);
  });

  it('have no comma, and are all numbers', () => {
    expect(numberTimes('date', factsWith({ values: 2, point: 1 }))).toEqual([]);
    expect(numberTimes('date', factsWith({ values: 2, comma: 2, onlyComma: 1 }))).toEqual([]);
    expect(numberTimes('date', factsWith({ values: 2, point: 2, eitherAtComma: 1 }))).toEqual([]);
  });
});

describe('what a column may be', () => {
  it('is nothing where there is no value, nor where values are of no kind', () => {
    expect(guessed({})).toEqual([]);
    expect(guessed({ values: 2, truths: 1, dates: 1 })).toEqual([]);
  });

  it('is true or false, by single letters only where both are there', () => {
    const words = (some: Partial<Facts>) =>
      guessed({ values: 4, truths: 4, ...some }).map(({ rule, reading }) => [
        rule.type,
        rule.truth?.[0] ?? '',
        reading,
      ]);
    const long = ['yes', 'ja', 'oui', 'sí', 'si', 'sim', 'да', '是', '真'];
    const expected = (...letters: string[]) => [
      ['boolean?', '', 'asIs'],
      ...['yes', ...letters, ...long.slice(1)].map((word) => ['boolean?', word, 'truthWords']),
    ];
    expect(words({})).toEqual(expected());
    expect(words({ trueLetters: 4 })).toEqual(expected());
    expect(words({ falseLetters: 4 })).toEqual(expected());
    expect(words({ trueLetters: 1, falseLetters: 3 })).toEqual(expected('t', 'y'));
  });

  it('is a date in one of the formats', () => {
    const found = guessed({ values: 2, dates: 2 });
    expect(found[0]).toEqual({ rule: { type: 'date?' }, reading: 'asIs' });
    expect(found[3]).toEqual({ rule: { type: 'date?', dateFormat: '%m/%d/%Y' }, reading: 'monthFirst' });
    expect(found).toHaveLength(1 + FOUND_FORMATS.length);
  });

  it('is a time where all values have a clock', () => {
    const times = (some: Partial<Facts>) => guessed({ values: 2, dates: 2, ...some });
    expect(times({ clocks: 1 })).toEqual([]);
    expect(times({ clocks: 2 })[0]).toEqual({ rule: { type: 'timestamp?' }, reading: 'asIs' });
    const zoned = times({ clocks: 2, zones: 2 });
    expect(zoned[0]).toEqual({ rule: { type: 'timestamp?' }, reading: 'instants' });
    expect(zoned[1]).toEqual({
      rule: { type: 'timestamp?', dateFormat: '%d.%m.%Y' },
      reading: 'dayFirst',
    });
    const mixed = guessed({ values: 3, dates: 3, clocks: 3, zones: 1 });
    const rule = { type: 'timestamp?', timeZone: BERLIN };
    expect(mixed[0]).toEqual({ rule, reading: 'mixedZones', unzoned: 2 });
    expect(mixed[1]).toEqual({
      rule: { ...rule, dateFormat: '%d.%m.%Y' },
      reading: 'mixedZones',
      unzoned: 2,
    });
  });

  const NUMBERS = { values: 2, point: 2, comma: 2 };

  it.each<[string, Partial<Facts>, object[]]>([
    ['up to 15 digits', { digits: 15 }, [{ rule: { type: 'integer?' }, reading: 'asIs' }]],
    ['no more', { digits: 16 }, []],
    ['leading zeros', { leadingZeros: 1, digits: 3 }, []],
    [
      'leading zeros beside amounts',
      { leadingZeros: 1, separators: 1, digits: 3, decimalsAfterPoint: 1 },
      [],
    ],
    ['leading zeros beside powers', { leadingZeros: 1, exponents: 1, digits: 3 }, []],
    [
      'four decimals',
      { separators: 1, digits: 14, decimalsAfterPoint: 4 },
      [{ rule: { type: 'decimal?', scale: 4, precision: 18 }, reading: 'asIs' }],
    ],
    [
      'four decimals of more digits than are kept',
      { separators: 1, digits: 15, decimalsAfterPoint: 4 },
      [{ rule: { type: 'double?' }, reading: 'asIs' }],
    ],
    [
      'five decimals',
      { separators: 1, digits: 6, decimalsAfterPoint: 5 },
      [{ rule: { type: 'double?' }, reading: 'asIs' }],
    ],
    [
      'decimals and powers',
      { separators: 1, exponents: 1, digits: 3, decimalsAfterPoint: 1 },
      [{ rule: { type: 'double?' }, reading: 'asIs' }],
    ],
  ])('is a number: %s', (_, some, expected) => {
    expect(guessed({ ...NUMBERS, ...some })).toEqual(expected);
  });

  it('has the decimals behind its own mark', () => {
    const some = { ...NUMBERS, separators: 1, digits: 5, decimalsAfterPoint: 3, decimalsAfterComma: 2 };
    expect(guessed(some, ',')).toEqual([
      { rule: { type: 'decimal?', scale: 2, precision: 18, decimalMark: ',' }, reading: 'decimalComma' },
    ]);
    expect(guessed({ ...some, decimalsAfterComma: 0 }, ',')).toEqual([
      { rule: { type: 'integer?', decimalMark: ',' }, reading: 'decimalComma' },
    ]);
    expect(guessed({ ...some, decimalsAfterComma: 5 }, ',')).toEqual([
      { rule: { type: 'double?', decimalMark: ',' }, reading: 'decimalComma' },
    ]);
    // Without a separator there is nothing to tell.
    expect(guessed({ ...NUMBERS, digits: 3 }, ',')).toEqual([
      { rule: { type: 'integer?' }, reading: 'asIs' },
    ]);
  });
});

describe('what a column is', () => {
  const whole = { rule: { type: 'integer?' }, reading: 'asIs' } as const;
  const german = { rule: { type: 'date?', dateFormat: '%d/%m/%Y' }, reading: 'dayFirstSlash' } as const;
  const american = { rule: { type: 'date?', dateFormat: '%m/%d/%Y' }, reading: 'monthFirst' } as const;
  const excel = { rule: { type: 'date?', dateFormat: 'excel' }, reading: 'excelDates' } as const;
  const yes = { rule: { type: 'boolean?', truth: ['sí', 'no'] }, reading: 'truthWords' } as const;
  const si = { rule: { type: 'boolean?', truth: ['si', 'no'] }, reading: 'truthWords' } as const;
  const text = (reading: string) => ({ rule: { type: 'text?' }, reading });
  const is = (some: Partial<Facts>, tried: readonly Inferred[], each?: readonly number[]) =>
    infer(factsWith(some), '.', tried, each && { each, any: Math.max(...each) });

  it('is the guess that all values fit', () => {
    expect(is({ values: 2 }, [german, american], [1, 2])).toEqual(american);
    expect(is({ values: 2, dates: 2 }, [german, american], [1, 1])).toEqual(text('severalDates'));
    expect(is({ values: 2 }, [whole])).toEqual(text('asIs'));
    expect(is({}, [whole], [0])).toEqual(text('noValues'));
  });

  it('is unclear where several formats fit, except for words and for numbers', () => {
    expect(is({ values: 2 }, [german, american], [2, 2])).toEqual(text('unclearDates'));
    expect(is({ values: 2 }, [yes, si], [2, 2])).toEqual(yes);
    expect(is({ values: 2 }, [excel, whole], [2, 2])).toEqual(excel);
  });

  it('is text for a reason', () => {
    const numbers = { values: 2, point: 2 };
    expect(is({ ...numbers, leadingZeros: 1 }, [])).toEqual(text('leadingZeros'));
    expect(is({ ...numbers, digits: 16 }, [])).toEqual(text('longNumber'));
    expect(is({ ...numbers, digits: 16 }, [whole], [1])).toEqual(text('mixed'));
    expect(is({ values: 2, plain: 2, onlyPoint: 1, onlyComma: 1 }, [])).toEqual(text('mixedMarks'));
    expect(is({ values: 3, plain: 2, onlyPoint: 1, onlyComma: 1 }, [])).toEqual(text('asIs'));
    expect(is({ values: 2, plain: 2, onlyPoint: 1 }, [])).toEqual(text('asIs'));
    expect(is({ values: 2, plain: 2, onlyComma: 1 }, [])).toEqual(text('asIs'));
    expect(is({ values: 10, point: 9 }, [])).toEqual(text('mixed'));
    expect(is({ values: 10, comma: 9, point: 1 }, [])).toEqual(text('mixed'));
    expect(is({ values: 10, point: 8 }, [])).toEqual(text('asIs'));
  });
});
