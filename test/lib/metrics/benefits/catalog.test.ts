import { describe, expect, it } from 'vitest';
import { OptionsError } from 'tally';
import {
  benefitLabels,
  entriesOf,
  type Benefit,
  type BenefitCatalog,
} from '../../../../lib/src/metrics/benefits/catalog.js';

const DELIVERY: Benefit = { label: 'Free delivery', cost: 4, cap: 2, days: 30 };
const TASTING: Benefit = { label: 'Tasting', cost: 10, cap: 1, days: 90 };

describe('the entries of a catalog', () => {
  const catalog: BenefitCatalog = {
    silver: { delivery: { ...DELIVERY, label: 'Delivery for 1' }, tasting: undefined },
    gold: { delivery: DELIVERY, tasting: TASTING },
  };

  it('are in the order of the tiers, without those that are undefined', () => {
    expect(entriesOf(catalog, ['gold', 'silver']).map(({ tier, key }) => `${tier} ${key}`)).toEqual([
      'gold delivery',
      'gold tasting',
      'silver delivery',
    ]);
  });

  it('name a benefit of several tiers as the first does', () => {
    expect(benefitLabels(entriesOf(catalog, ['gold', 'silver']))).toEqual({
      delivery: { label: 'Free delivery' },
      tasting: { label: 'Tasting' },
    });
  });

  it.each<[string, Partial<Benefit>]>([
    ['the least amount', { cost: 0.0000000001 }],
    ['one use on one day', { cap: 1, days: 1 }],
    ['a single day', { from: '2025-06-01', until: '2025-06-01' }],
    ['a first day alone', { from: '2025-06-01' }],
    ['a last day alone', { until: '2025-06-01' }],
  ])('may have %s', (_, benefit) => {
    expect(entriesOf({ gold: { delivery: { ...DELIVERY, ...benefit } } }, ['gold'])).toHaveLength(1);
  });

  it.each<[string, Partial<Benefit>, RegExp]>([
    [
      'a cost below the least amount',
      { cost: 0.00000000009 },
      /^gold\.delivery: the cost .* not 9e-11\. What costs/,
    ],
    ['a cost without end', { cost: Infinity }, /must be above 0, not Infinity/],
    ['half a use', { cap: 1.5 }, /^gold\.delivery: cap must .* not 1\.5\. Leave out what nobody may have/],
    ['no day', { days: 0 }, /^gold\.delivery: days must be a whole number of at least 1, not 0/],
    ['a first day that is none', { from: 'June' }, /from/],
    ['a last day that is none', { until: '2025-02-30' }, /until/],
    ['days out of order', { from: '2025-06-02', until: '2025-06-01' }, /^gold\.delivery: it ends on/],
  ])('are refused with %s', (_, benefit, message) => {
    const entries = () => entriesOf({ gold: { delivery: { ...DELIVERY, ...benefit } } }, ['gold']);
    expect(entries).toThrow(OptionsError);
    expect(entries).toThrow(message);
  });

  it('are those of the tiers that there are, no less and no more', () => {
    expect(() => entriesOf({ gold: {} }, ['gold', 'silver'])).toThrow(
      'The catalog has no entry for the tier silver: add silver: {} if it gets nothing.',
    );
    expect(() => entriesOf({ gold: {}, silver: {}, bronze: {} }, ['gold', 'silver'])).toThrow(
      'The catalog has a tier "bronze", which there is not: use gold, silver.',
    );
  });
});
