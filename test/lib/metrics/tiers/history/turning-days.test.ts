import { describe, expect, it } from 'vitest';
import { turningDays } from '../../../../../lib/src/metrics/tiers/history/evaluate.js';
import { CUTS } from './by-hand.js';
import type { tiers } from 'tally';

const words = { name: 'a', description: 'b' };
const plan = { good: { ...words, within: 30 }, rest: { ...words, after: 90 } } as unknown as tiers.TierPlan;

describe('the days after a purchase on which a tier can change', () => {
  it('come after each limit, and after one that is eased', () => {
    expect(turningDays({ plan, cuts: CUTS, hold: null })).toEqual([31, 91]);
    expect(turningDays({ plan, cuts: CUTS, hold: { margin: 0, days: 5 } })).toEqual([31, 36, 91]);
  });

  it('come after each rank in recency, where that has a day', () => {
    const cuts = { ...CUTS, percentiles: { recency: [-60, -2.5, 0, 1, 7] } };
    expect(turningDays({ plan: {}, cuts, hold: null })).toEqual([1, 3, 61]);
  });
});
