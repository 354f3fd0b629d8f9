import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../../lib/src/data/reading/facts.js';
import { commonMark, markOf, ownMark, type MarkContext } from '../../../../lib/src/data/reading/marks.js';
import { factsWith } from './facts-of.js';

const point = factsWith({ onlyPoint: 2, onlyComma: 1 });
const comma = factsWith({ onlyPoint: 1, onlyComma: 2 });
const neither = factsWith({ onlyPoint: 1, onlyComma: 1 });

describe('the decimal mark', () => {
  it('of a column is the one that most of its numbers have', () => {
    expect([point, comma, neither].map(ownMark)).toEqual(['.', ',', undefined]);
  });

  it('of a file is the one of all columns that have one', () => {
    expect(commonMark([])).toBeUndefined();
    expect(commonMark([neither, point, point])).toBe('.');
    expect(commonMark([neither, comma])).toBe(',');
    expect(commonMark([comma, point])).toBe('both');
  });

  const atPoint = { eitherAtPoint: 1 };
  const atComma = { eitherAtComma: 1 };
  it.each<[string, Facts, Partial<MarkContext>, '.' | ',' | null]>([
    ['its own', comma, { common: '.' }, ','],
    ['that of the file', factsWith(atPoint), { common: ',' }, ','],
    ['a point where no number has any', factsWith({}), { common: 'both', delimiter: ';' }, '.'],
    ['unclear where columns differ', factsWith(atComma), { common: 'both', delimiter: ',' }, null],
    ['a point between commas', factsWith(atComma), { delimiter: ',' }, '.'],
    ['unclear between semicolons', factsWith(atPoint), { delimiter: ';' }, null],
    ['unclear where some may be either', factsWith({ ...atPoint, ...atComma }), { delimiter: ';' }, null],
    ['unclear where commas may be either', factsWith(atComma), { delimiter: '\t' }, null],
    ['a point where only points may be either', factsWith(atPoint), { delimiter: '\t' }, '.'],
    ['unclear where the file has both', factsWith(atPoint), { common: 'both', delimiter: '\t' }, null],
    ['a comma of whole numbers with points', factsWith(atPoint), { delimiter: ';', kind: 'integer' }, ','],
    ['a point of whole numbers with commas', factsWith(atComma), { delimiter: ';', kind: 'integer' }, '.'],
    ['a point of whole numbers elsewhere', factsWith(atPoint), { delimiter: '\t', kind: 'integer' }, '.'],
    ['unclear of other numbers', factsWith(atComma), { delimiter: ';', kind: 'decimal' }, null],
  ])('is %s', (_, facts, context, expected) => {
    expect(markOf(facts, { common: undefined, delimiter: null, kind: undefined, ...context })).toBe(expected);
  });
});
