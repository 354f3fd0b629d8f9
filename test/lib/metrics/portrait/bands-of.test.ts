import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionsError, portrait } from 'tally';

const { bandsOf } = portrait;
const labels = (bands: portrait.Bands) => Object.values(bands).map(({ label }) => label);

describe('bandsOf', () => {
  it('names bands in both languages, from below the first cut to above the last', () => {
    expect(labels(bandsOf([1000, 3000]))).toEqual([
      { en: 'under 1,000', zh: '1,000以下' },
      { en: '1,000 to under 3,000', zh: '1,000–3,000（不含3,000）' },
      { en: '3,000 and over', zh: '3,000及以上' },
    ]);
    expect(labels(bandsOf([0.5, 2], { closed: 'right' }))).toEqual([
      { en: 'up to 0.5', zh: '0.5及以下' },
      { en: 'over 0.5 to 2', zh: '0.5–2（不含0.5）' },
      { en: 'over 2', zh: '2以上' },
    ]);
  });

  it('names whole numbers by the first and last in a band, with their unit', () => {
    expect(labels(bandsOf([20, 30, 31], { unit: 'years', whole: true }))).toEqual([
      { en: 'under 20 years', zh: '20岁以下' },
      { en: '20–29 years', zh: '20–29岁' },
      { en: '30 years', zh: '30岁' },
      { en: '31 years and over', zh: '31岁及以上' },
    ]);
    const visits = bandsOf([5, 10], { closed: 'right', whole: true, unit: { en: 'visits', zh: '次' } });
    expect(labels(visits)).toEqual([
      { en: 'up to 5 visits', zh: '5次及以下' },
      { en: '6–10 visits', zh: '6–10次' },
      { en: 'over 10 visits', zh: '10次以上' },
    ]);
  });

  it('names small and negative cuts in full', () => {
    expect(labels(bandsOf([-0.0005, 12345.5]))).toMatchObject([
      { en: 'under −0.0005' },
      { en: '−0.0005 to under 12,345.5' },
      { en: '12,345.5 and over' },
    ]);
  });

  it('has keys that the compiler knows', () => {
    const ages = bandsOf([20, 30]);
    expect([ages.under20, ages['20to30'], ages.from30]).toMatchObject([
      { below: 20 },
      { from: 20, below: 30 },
      { from: 30 },
    ]);
    // @ts-expect-error bands closed on the left have no such key
    expect(ages.over30).toBeUndefined();
    expect(bandsOf([20], { closed: 'right' }).upTo20).toMatchObject({ upTo: 20 });
  });

  it('puts every number into one band', () => {
    const cut = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.uniqueArray(cut, { minLength: 1, maxLength: 6 }), cut, (cuts, x) => {
        const bands = Object.values(bandsOf(cuts.toSorted((a, b) => a - b)));
        const holding = bands.filter(({ from = -Infinity, below = Infinity }) => x >= from && x < below);
        expect(bands).toHaveLength(cuts.length + 1);
        expect(holding).toHaveLength(1);
      }),
    );
  });

  it.each([[[]], [[2, 1]], [[1, 1]], [[NaN]], [[Infinity]]])('refuses the cuts %j', (cuts) => {
    expect(() => bandsOf(cuts)).toThrow(OptionsError);
  });

  it('refuses cuts between whole numbers where all values are whole', () => {
    expect(() => bandsOf([2, 1])).toThrow('all ascending numbers, not [2, 1]');
    expect(() => bandsOf([1, 2.5], { whole: true })).toThrow(/ascending whole numbers, .*\[1, 2.5\]/);
  });
});
