import { describe, expect, it } from 'vitest';
import { closest } from '../../../lib/src/core/closest.js';

describe('the closest name', () => {
  it.each([
    ['Total_Spending', ['Income', 'TotalSpendng', 'Total spend'], 'TotalSpendng'],
    ['age', ['AGE ', 'ago', 'page'], 'AGE '],
    ['city', ['site', 'kity', 'cite'], 'cite'],
    ['Age', ['Gender', 'Location'], undefined],
    ['地区', ['地域', '性别'], '地域'],
  ])('of %j among %j is %j', (word, candidates, near) => {
    expect(closest(word, candidates)).toBe(near);
  });
});
