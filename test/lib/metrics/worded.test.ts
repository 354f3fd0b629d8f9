import { describe, expect, it } from 'vitest';
import { worded, wordKey } from '../../../lib/src/metrics/worded.js';

describe('a column of words', () => {
  it('has the English word in its rows, and both in its categories', () => {
    const both = { en: 'buys often', zh: '经常购买' };
    expect([wordKey(both), wordKey('plain')]).toEqual(['buys often', 'plain']);
    expect(worded({ en: 'Habit', zh: '习惯' }, [both, 'plain'])).toEqual({
      kind: 'text',
      label: { en: 'Habit', zh: '习惯' },
      values: { 'buys often': { label: both }, plain: { label: 'plain' } },
    });
  });
});
