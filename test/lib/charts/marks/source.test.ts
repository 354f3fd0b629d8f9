import { describe, expect, it } from 'vitest';
import * as column from '../../../../lib/src/core/column.js';
import type { Result } from '../../../../lib/src/core/result.js';
import { Source } from '../../../../lib/src/charts/marks/source.js';
import { resultOf } from './result-of.js';

const MEASURES = {
  age: { label: 'Age', written: { format: 'decimal', digits: 1 } },
  income: { label: 'Income', written: { format: 'money', digits: 0 } },
} as const;

const means = resultOf(
  {
    plan: column.text('segment'),
    measure: column.category('measure', MEASURES),
    mean: column.decimal('mean', { measure: 'measure' }),
  },
  [
    { plan: 'free', measure: 'income', mean: 51000.4 },
    { plan: 'free', measure: 'age', mean: 30 },
  ],
  { currency: 'EUR' },
);
const source = (result: typeof means) => new Source(result as unknown as Result);

describe('a source of rows told with a measure', () => {
  it('writes numbers as the measure is where it is one only', () => {
    expect(source(means.where({ measure: 'income' })).write(51000.4, 'mean')).toBe('€51,000');
    expect(source(means).write(51000.4, 'mean')).toBe('51,000.40');
    expect(source(means.where({ plan: 'paid' })).write(null, 'mean')).toBe('n/a');
  });
});

describe('a source of values that all round to 0', () => {
  const rates = (...values: readonly (number | null)[]) =>
    new Source(
      resultOf(
        { rate: column.optional(column.decimal('mean', { digits: 1 })), share: column.percent('share') },
        values.map((rate) => ({ rate, share: 0.00004 })),
      ) as unknown as Result,
    );

  it('writes so many decimals that not all are 0', () => {
    const small = rates(0.049, 0, null);
    expect([small.write(0.049, 'rate'), small.write(0, 'rate')]).toEqual(['0.049', '0.000']);
    expect(small.write(0.00004, 'share')).toBe('0.0040%');
  });

  it('writes as ever where one does not round to 0, or all are 0', () => {
    expect(rates(0.049, 0.05).write(0.049, 'rate')).toBe('0.0');
    expect(rates(0).write(0, 'rate')).toBe('0.0');
    expect(rates(NaN, -Infinity).write(0.049, 'rate')).toBe('0.0');
    expect(rates(NaN, 0.049).write(0.049, 'rate')).toBe('0.049');
  });
});
