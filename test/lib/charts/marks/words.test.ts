import { describe, expect, it } from 'vitest';
import { linesOf, plain, textWidth, wrapped } from '../../../../lib/src/charts/marks/words.js';

describe('lines', () => {
  it('break at spaces and after hyphens, and keep a word whole that fits nowhere', () => {
    expect(linesOf('Mecklenburg-Vorpommern', 100)).toEqual(['Mecklenburg-', 'Vorpommern']);
    expect(linesOf('one two three', 60)).toEqual(['one two', 'three']);
    expect(linesOf('Unterhaltungselektronik', 20)).toEqual(['Unterhaltungselektronik']);
    expect(linesOf('', 20)).toEqual([]);
  });

  it('break Chinese between words and never before punctuation', () => {
    const lines = linesOf('各地区的用户、订单与收入（按月）', 80);
    expect(lines.join('')).toBe('各地区的用户、订单与收入（按月）');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(line).not.toMatch(/^[、，。；：）]/);
      expect(line).not.toMatch(/（$/);
      expect(textWidth(line)).toBeLessThanOrEqual(80);
    }
  });

  it('are what plotly shows: no tags', () => {
    expect(plain('a<b')).toBe('a&lt;b');
    expect(wrapped('a<b c', 30)).toBe('a&lt;b<br>c');
  });
});
