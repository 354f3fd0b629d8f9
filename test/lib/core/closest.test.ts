import { describe, expect, it } from 'vitest';
import { closest, sameName } from '../../../lib/src/core/closest.js';

describe('the closest name', () => {
  it.each([
    ['Total_Spending', ['Income', 'TotalSpendng', 'Total spend'], 'TotalSpendng'],
    ['age', ['AGE ', 'ago', 'page'], 'AGE '],
    ['city', ['site', 'kity', 'cite'], 'cite'],
    ['Age', ['Gender', 'Location'], undefined],
    ['地区', ['地域', '性别'], '地域'],
    ['$', ['#', '%'], undefined],
    ['x', ['X ', 'y'], 'X '],
  ])('of %j among %j is %j', (word, candidates, near) => {
    expect(closest(word, candidates)).toBe(near);
  });
});

describe('the place of a name', () => {
  it.each([
    ['Total Spending', ['total', 'total_spending', 'Total-Spending'], 1],
    ['C#', ['C', 'c#', 'C#'], 2],
    ['C#', ['C', 'c#'], 1],
    ['C#', ['D', 'C'], 1],
    [' amount', ['Amount', 'AMOUNT', 'amount'], 2],
    ['$', ['#', '%', ' $'], 2],
    ['$', ['#', '%', ''], -1],
    ['x', ['', 'y'], -1],
    // Files of macOS write é as two characters, Chinese forms letters as wide as characters.
    ['Café', ['Cafe', 'Cafe\u0301'], 1],
    ['Cafe\u0301 1', ['cafe1', 'CAFÉ_1'], 1],
    ['用户ID', ['用户', '用户ＩＤ'], 1],
    // Signs of vowels are no punctuation.
    ['की', ['का', 'की'], 1],
    ['की', ['का', 'क'], -1],
  ])('%j among %j is %i', (name, names, place) => {
    expect(sameName(name, names)).toBe(place);
  });
});
