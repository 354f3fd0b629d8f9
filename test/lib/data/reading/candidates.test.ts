import { describe, expect, it } from 'vitest';
import { candidatesOf, chosen, timeOf, truthOf } from '../../../../lib/src/data/reading/candidates.js';
import type { Facts } from '../../../../lib/src/data/reading/facts.js';
import { TRUTH_WORDS } from '../../../../lib/src/values/boolean.js';
import { FOUND_FORMATS } from '../../../../lib/src/values/date-order.js';
import { factsWith } from './facts-of.js';

const DATE = { type: 'date' } as const;
const TIME = { type: 'timestamp' } as const;

describe('the rules that are tried on a column', () => {
  it('are pairs of words, those of digits last, where the contract has none', () => {
    const tried = candidatesOf({ type: 'boolean' }, undefined);
    expect(tried).toHaveLength(TRUTH_WORDS.length + 1);
    expect(tried[0]).toEqual({ type: 'boolean', truth: ['true', 'false'] });
    expect(tried.at(-1)).toEqual({ type: 'boolean', truth: ['1', '0'] });
    expect(candidatesOf({ type: 'boolean', truth: ['on', 'off'] }, undefined)).toEqual([]);
    expect(candidatesOf({ type: 'integer' }, factsWith({ point: 1, dates: 1 }))).toEqual([]);
  });

  it.each([DATE, TIME])('are formats of dates for %o, unless all are ISO 8601', (rule) => {
    const tried = candidatesOf(rule, factsWith({ dates: 2, isoDates: 1 }));
    expect(tried).toEqual([rule, ...FOUND_FORMATS.map((dateFormat) => ({ ...rule, dateFormat }))]);
    expect(candidatesOf(rule, factsWith({ dates: 2, isoDates: 2 }))).toEqual([]);
    expect(candidatesOf(rule, undefined)).toEqual([]);
    expect(candidatesOf({ ...rule, dateFormat: '%d.%m.%Y' }, factsWith({ dates: 2 }))).toEqual([]);
  });

  it('are times that are numbers, where there is no date and no comma', () => {
    const numbers = ['excel', 'seconds', 'milliseconds'].map((dateFormat) => ({ ...TIME, dateFormat }));
    expect(candidatesOf(TIME, factsWith({ point: 1 }))).toEqual(numbers);
    expect(candidatesOf(TIME, factsWith({}))).toEqual([]);
    expect(candidatesOf(TIME, factsWith({ point: 1, onlyComma: 1 }))).toEqual([]);
    expect(candidatesOf(TIME, factsWith({ point: 1, eitherAtComma: 1 }))).toEqual([]);
    expect(candidatesOf(TIME, factsWith({ point: 1, onlyComma: 1, eitherAtComma: 1 }))).toEqual([]);
    expect(candidatesOf(TIME, factsWith({ point: 1, dates: 1 }))).toHaveLength(1 + FOUND_FORMATS.length);
  });
});

describe('what fits best', () => {
  const [one, two, three] = ['%d.%m.%Y', '%d/%m/%Y', '%m/%d/%Y'].map((dateFormat) => ({
    ...DATE,
    dateFormat,
  }));
  const all = [one, two, three].flatMap((rule) => rule ?? []);

  it('is what most values are', () => {
    expect(chosen(all, { each: [1, 3, 3], any: 3 })).toEqual({ best: [two, three], all: true });
    expect(chosen(all, { each: [1, 3, 0], any: 4 })).toEqual({ best: [two], all: false });
    expect(chosen(all, { each: [0, 0, 0], any: 0 })).toEqual({ best: [], all: true });
    expect(chosen(all, undefined)).toEqual({ best: [], all: true });
  });

  it('is a pair of words, which is told unless it is true and false', () => {
    const rule = { type: 'boolean' } as const;
    const asIs = { rule, reading: { reading: 'asIs', unzoned: 0 } };
    const ja = { ...rule, truth: ['ja', 'nein'] as const };
    expect(truthOf(rule, { best: [ja], all: true })).toEqual({
      rule: ja,
      reading: { reading: 'truthWords', unzoned: 0 },
    });
    expect(truthOf(rule, { best: [{ ...rule, truth: ['true', 'false'] }], all: true })).toEqual(asIs);
    expect(truthOf(rule, { best: [rule], all: true })).toEqual(asIs);
    expect(truthOf(rule, { best: [], all: true })).toEqual(asIs);
  });
});

describe('times of a column are read', () => {
  const formats = (...names: readonly string[]) => names.map((dateFormat) => ({ ...TIME, dateFormat }));
  const read = (
    rule: Parameters<typeof timeOf>[0],
    best: Parameters<typeof timeOf>[1]['best'],
    some: Partial<Facts>,
    all = true,
  ) => {
    const { rule: found, reading } = timeOf(rule, { best, all }, factsWith(some), 'Asia/Shanghai');
    return [found, reading.reading, reading.unzoned];
  };
  const HERE = { timeZone: 'Asia/Shanghai' };

  it('as they are, in the zone that they name', () => {
    expect(read(TIME, [], { dates: 2 })).toEqual([TIME, 'asIs', 0]);
    expect(read(TIME, [], { dates: 2, zones: 2 })).toEqual([TIME, 'instants', 0]);
    expect(read(DATE, [], { dates: 2 })).toEqual([{ ...DATE, ...HERE }, 'asIs', 0]);
    expect(read(DATE, [], { dates: 2, zones: 2 })).toEqual([{ ...DATE, ...HERE }, 'asIs', 0]);
    const rule = { ...DATE, timeZone: 'UTC' };
    expect(read(rule, [], { dates: 2 })).toEqual([rule, 'asIs', 0]);
  });

  it('in the zone of the session, where only others name theirs', () => {
    expect(read(TIME, [], { dates: 3, zones: 1 })).toEqual([{ ...TIME, ...HERE }, 'mixedZones', 2]);
    expect(read(TIME, formats('%d.%m.%Y'), { dates: 3, zones: 2 })).toEqual([
      { ...TIME, dateFormat: '%d.%m.%Y', ...HERE },
      'mixedZones',
      1,
    ]);
  });

  it('in the one format that fits', () => {
    const [german] = formats('%d.%m.%Y');
    expect(read(TIME, formats('%d.%m.%Y'), { dates: 2 })).toEqual([german, 'dayFirst', 0]);
    expect(read(TIME, [TIME], { dates: 2 })).toEqual([TIME, 'asIs', 0]);
    expect(read(TIME, formats('excel'), {})).toEqual([{ ...TIME, dateFormat: 'excel' }, 'excelDates', 0]);
    // The contract has said it already.
    const said = { ...TIME, dateFormat: '%d.%m.%Y' };
    expect(read(said, formats('%d.%m.%Y'), { dates: 2 })).toEqual([said, 'asIs', 0]);
    expect(read(said, [], { dates: 2 })).toEqual([said, 'asIs', 0]);
    expect(read(said, formats('%d.%m.%Y'), { dates: 2, zones: 2 })).toEqual([said, 'instants', 0]);
  });

  it('in none where two fit all, and in the most frequent where none does', () => {
    const two = formats('%d/%m/%Y', '%m/%d/%Y');
    expect(read(TIME, two, { dates: 2 })).toEqual([TIME, 'unclearDates', 0]);
    expect(read(TIME, two, { dates: 3, zones: 1 })).toEqual([{ ...TIME, ...HERE }, 'unclearDates', 0]);
    expect(read(TIME, two, { dates: 3 }, false)).toEqual([TIME, 'severalDates', 0]);
    expect(read(TIME, formats('%d/%m/%Y'), { dates: 3 }, false)).toEqual([
      { ...TIME, dateFormat: '%d/%m/%Y' },
      'severalDates',
      0,
    ]);
    expect(read(TIME, [], { dates: 3 }, false)).toEqual([TIME, 'asIs', 0]);
  });
});
