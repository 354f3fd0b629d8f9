import { describe, expect, it } from 'vitest';
import { Domain } from '../../../../lib/src/metrics/tags/domain.js';

type Is = Parameters<Domain['compared']>[0];

/** Whether no value is left after comparisons such as `< 5`, in this order. */
const nothing = (domain: Domain, ...comparisons: readonly (readonly [Is, string | number])[]) =>
  comparisons.reduce((left, [is, value]) => left.compared(is, value), domain).isEmpty();

const whole = Domain.ofIntegers(false);
const numbers = Domain.ofNumbers(false);

describe('the values that a column may have after conditions', () => {
  it.each<[Is, number, Is, number, Is, number]>([
    ['<', 5, '<', 9, '>=', 5],
    ['<=', 5, '<', 5, '>=', 5],
    ['>', 5, '>', 2, '<=', 5],
    ['>=', 5, '>', 5, '<=', 5],
  ])('are below the least and above the greatest of several: %s %d, %s %d, %s %d', (a, x, b, y, c, z) => {
    for (const domain of [whole, numbers]) {
      expect(nothing(domain, [a, x], [b, y], [c, z])).toBe(true);
      expect(nothing(domain, [b, y], [a, x], [c, z])).toBe(true);
    }
  });

  it('may be where two ends meet, if both take it in and it is not excluded', () => {
    for (const domain of [whole, numbers]) {
      expect(nothing(domain, ['<=', 5], ['<=', 5], ['>=', 5], ['>=', 5])).toBe(false);
      expect(nothing(domain, ['<=', 5], ['>', 5])).toBe(true);
      expect(nothing(domain, ['<', 5], ['>=', 5])).toBe(true);
      expect(nothing(domain, ['<=', 5], ['>=', 5], ['!=', 5])).toBe(true);
      expect(nothing(domain, ['<=', 5], ['>=', 5], ['!=', 4])).toBe(false);
      expect(nothing(domain, ['<', 4], ['>', 5])).toBe(true);
      expect(nothing(domain, ['>', 5])).toBe(false);
    }
    const texts = Domain.ofTexts(false);
    expect(nothing(texts, ['>=', '2024-01-01'], ['<', '2024-02-01'])).toBe(false);
    expect(nothing(texts, ['>=', '2024-02-01'], ['<', '2024-01-01'])).toBe(true);
  });

  it('of whole numbers are those between, less the excluded ones', () => {
    expect(nothing(whole, ['>', 3], ['<', 5])).toBe(false);
    expect(nothing(whole, ['>', 3], ['<', 4])).toBe(true);
    expect(nothing(numbers, ['>', 3], ['<', 4])).toBe(false);
    expect(nothing(whole, ['>', 3], ['<', 5], ['!=', 4])).toBe(true);
    expect(nothing(whole, ['>', 3.2], ['<', 3.8])).toBe(true);
    expect(nothing(whole, ['>=', 3.2], ['<=', 3.8])).toBe(true);
    expect(nothing(whole, ['>=', 3.2], ['<=', 4])).toBe(false);
    const to5 = whole.compared('>=', 3).compared('<=', 5);
    expect(to5.notAmong([3, 4]).isEmpty()).toBe(false);
    expect(to5.notAmong([3, 4, 4]).isEmpty()).toBe(false);
    expect(to5.notAmong([5, 4, 4]).isEmpty()).toBe(false);
    expect(to5.notAmong([3, 4, 5]).isEmpty()).toBe(true);
    expect(whole.among([3.5]).isEmpty()).toBe(true);
    expect(nothing(Domain.ofCounts(), ['>', 0], ['<', 1])).toBe(true);
    expect(nothing(Domain.ofCounts(), ['<', 0])).toBe(true);
    expect(nothing(Domain.ofCounts(), ['<=', 0])).toBe(false);
  });

  it.each<[Is, number, boolean]>([
    ['>', 5, true],
    ['>', 4, false],
    ['>=', 5, false],
    ['>=', 6, true],
    ['<', 5, true],
    ['<', 6, false],
    ['<=', 5, false],
    ['<=', 4, true],
  ])('that are given are those within the ends: 5 %s %d', (is, end, empty) => {
    for (const domain of [whole, numbers]) expect(nothing(domain.among([5]), [is, end])).toBe(empty);
    // With the other end open or far away.
    expect(nothing(whole.among([5]), [is, end], ['<', 99], ['>', -99])).toBe(empty);
  });

  it('may be missing until they are compared', () => {
    expect(Domain.ofValues([]).isEmpty()).toBe(true);
    expect(Domain.ofValues([], true).isEmpty()).toBe(false);
    expect(Domain.ofValues([], true).notAmong(['x']).isEmpty()).toBe(true);
    expect(Domain.ofTexts(true).missing(true).isEmpty()).toBe(false);
    expect(Domain.ofTexts(false).missing(true).isEmpty()).toBe(true);
    expect(Domain.ofValues([], true).missing(false).isEmpty()).toBe(true);
    expect(Domain.ofValues([true, false]).notAmong([true]).isEmpty()).toBe(false);
  });
});
