import { describe, expect, it } from 'vitest';
import { toDataFrame } from '../../lib/src/notebook/dataframe.js';

describe('toDataFrame', () => {
  it('turns rows into a danfo DataFrame', async () => {
    const frame = await toDataFrame([
      { band: 'under 20', users: 49 },
      { band: '20–29', users: 206 },
    ]);
    expect(frame.shape).toEqual([2, 2]);
    expect(frame.values).toEqual([
      ['under 20', 49],
      ['20–29', 206],
    ]);
  });
});
