import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  claim,
  ClaimExpectationError,
  claimView,
  count,
  decimal,
  percent,
  word,
  type Expectation,
  type Quantity,
} from 'tally';

const text = { en: 'It is {x}.', zh: '是{x}。' };
const of = (x: Quantity, expectation: Expectation) =>
  claim({ text, values: { x }, expect: { x: expectation } });
const verdict = (x: number | null, expectation: Expectation) => of(decimal(x), expectation).verdict;

describe('an expectation', () => {
  it.each<[string, number | null, Expectation, 'holds' | 'fails']>([
    ['the value', 0.319, { value: 0.319 }, 'holds'],
    ['another value', 0.3191, { value: 0.319 }, 'fails'],
    ['the value but for its last bits', 0.1 + 0.2, { value: 0.3 }, 'holds'],
    ['a difference in the twelfth digit', 1.00000000001, { value: 1 }, 'fails'],
    ['a difference in the thirteenth digit', 1.000000000001, { value: 1 }, 'holds'],
    ['zero', 0, { value: 0 }, 'holds'],
    ['the smallest number for zero', Number.MIN_VALUE, { value: 0 }, 'fails'],
    ['just within the tolerance', 1.1, { value: 1, tolerance: 0.1 }, 'holds'],
    ['just within it, below', 0.9, { value: 1, tolerance: 0.1 }, 'holds'],
    ['just outside', 1.1001, { value: 1, tolerance: 0.1 }, 'fails'],
    ['just outside, below', 0.8999, { value: 1, tolerance: 0.1 }, 'fails'],
    ['within a share of the value', 1020, { value: 1000, relative: 0.02 }, 'holds'],
    ['outside a share of the value', 1021, { value: 1000, relative: 0.02 }, 'fails'],
    ['a share of a negative value', -1020, { value: -1000, relative: 0.02 }, 'holds'],
    ['the larger of two tolerances', 1020, { value: 1000, relative: 0.02, tolerance: 1 }, 'holds'],
    ['the larger of two, the other way', 1020, { value: 1000, relative: 0.001, tolerance: 20 }, 'holds'],
    ['no share of nothing', 0.001, { value: 0, relative: 0.5 }, 'fails'],
    ['the lower end', 0.5, { min: 0.5 }, 'holds'],
    ['below it', 0.4999, { min: 0.5 }, 'fails'],
    ['the upper end', 0.5, { max: 0.5 }, 'holds'],
    ['above it', 0.5001, { max: 0.5 }, 'fails'],
    ['between', 3, { min: 2, max: 4 }, 'holds'],
    ['beyond', 5, { min: 2, max: 4 }, 'fails'],
    ['a value that is not defined', null, { value: 0 }, 'fails'],
    ['no value for any range', null, { min: -1e300 }, 'fails'],
  ])('of %s', (_, x, expectation, wanted) => {
    expect(verdict(x, expectation)).toBe(wanted);
  });

  it('of a text is met by that text alone', () => {
    expect(of(word('East'), { value: 'East' }).verdict).toBe('holds');
    expect(of(word('east'), { value: 'East' })).toMatchObject({
      verdict: 'fails',
      missed: [{ en: 'x is "east", expected "East"', zh: 'x为"east"，预期"East"' }],
    });
    expect(of(word({ en: 'East', zh: '东' }), { value: 'East' }).verdict).toBe('holds');
  });

  it('is told with what came and what was expected, in both languages', () => {
    const told = (x: number | null, expectation: Expectation) => of(decimal(x), expectation).missed?.[0];
    expect(told(0.319, { value: 0.3, tolerance: 0.005 })).toEqual({
      en: 'x is 0.319, expected 0.3 ± 0.005',
      zh: 'x为0.319，预期0.3 ± 0.005',
    });
    expect(told(-2, { value: 1000, relative: 0.02 })?.en).toBe('x is −2, expected 1000 ± 20');
    expect(told(1, { value: 2 })?.en).toBe('x is 1, expected 2');
    expect(told(1, { min: 2 })).toEqual({ en: 'x is 1, expected at least 2', zh: 'x为1，预期不小于2' });
    expect(told(3, { max: 2 })).toEqual({ en: 'x is 3, expected at most 2', zh: 'x为3，预期不大于2' });
    expect(told(5, { min: 2, max: 4 })).toEqual({
      en: 'x is 5, expected from 2 to 4',
      zh: 'x为5，预期从2到4',
    });
    expect(told(null, { value: 1 })).toEqual({ en: 'x is not defined, expected 1', zh: 'x无定义，预期1' });
  });

  it('decides together with holds and all others', () => {
    const both = { text: { en: '{a} {b}', zh: '{a} {b}' }, values: { a: count(1), b: count(2) } };
    const met = { a: { value: 1 }, b: { value: 2 } };
    expect(claim({ ...both, expect: met }).verdict).toBe('holds');
    expect(claim({ ...both, expect: met, holds: true }).verdict).toBe('holds');
    expect(claim({ ...both, expect: met, holds: false }).verdict).toBe('fails');
    const half = claim({ ...both, expect: { a: { value: 1 }, b: { value: 3 } }, holds: true });
    expect(half).toMatchObject({ verdict: 'fails', ok: false, missed: [{ en: 'b is 2, expected 3' }] });
    const missedOnPurpose = claim({ ...both, expect: { a: { value: 9 } }, expected: 'fails' });
    expect(missedOnPurpose).toMatchObject({ verdict: 'fails', ok: true });
    expect(claim({ ...both, expect: met, expected: 'fails' })).toMatchObject({ verdict: 'holds', ok: false });
  });

  const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 });
  const distance = fc.double({ noNaN: true, min: 0, max: 1e100 });

  it('of a value is met by that value, whatever the tolerance', () => {
    fc.assert(
      fc.property(finite, distance, (x, tolerance) => {
        expect(verdict(x, { value: x, tolerance })).toBe('holds');
        expect(verdict(x, { min: x })).toBe('holds');
        expect(verdict(x, { max: x })).toBe('holds');
      }),
    );
  });

  it('with a tolerance is the range around the value, and a wider one passes what a narrower one does', () => {
    fc.assert(
      fc.property(finite, finite, distance, distance, (x, value, a, b) => {
        const [narrow, wide] = [Math.min(a, b), Math.max(a, b)];
        expect(verdict(x, { value, tolerance: wide })).toBe(
          verdict(x, { min: value - wide, max: value + wide }),
        );
        if (verdict(x, { value, tolerance: narrow }) === 'holds') {
          expect(verdict(x, { value, tolerance: wide })).toBe('holds');
        }
      }),
    );
  });

  it.each<[string, unknown, RegExp]>([
    ['a name that is no value', { y: { value: 1 } }, /y is expected, but is no value of the claim.*: x\./],
    ['a name that every object has', { toString: { value: 1 } }, /toString is expected, but is no value/],
    ['undefined', { x: undefined }, /expected of x is undefined/],
    ['nothing', { x: {} }, /says nothing/],
    ['a negative tolerance', { x: { value: 1, tolerance: -0.1 } }, /negative tolerance/],
    ['a negative relative one', { x: { value: 1, relative: -0.1 } }, /negative tolerance/],
    ['NaN', { x: { value: NaN } }, /value NaN; write a finite number/],
    ['a tolerance of NaN', { x: { value: 1, tolerance: NaN } }, /tolerance NaN/],
    ['a tolerance that nothing misses', { x: { value: 1, tolerance: Infinity } }, /tolerance Infinity/],
    ['a range without ends', { x: { min: -Infinity } }, /min -Infinity/],
    ['a range upside down', { x: { min: 2, max: 1 } }, /min of 2 above its max of 1/],
    ['a value and a range', { x: { value: 1, min: 0 } }, /a value and a range/],
    ['a misspelt key', { x: { value: 1, tolerence: 0.1 } }, /unknown key tolerence/],
    ['a text for a number', { x: { value: '1' } }, /is a text, and the value is 1/],
  ])('of %s is refused', (_, expectations, message) => {
    const input = { text, values: { x: count(1) }, expect: expectations as Record<'x', Expectation> };
    expect(() => claim(input)).toThrow(ClaimExpectationError);
    expect(() => claim(input)).toThrow(message);
  });

  it('of a number for a text, or of a text within a tolerance, is refused', () => {
    expect(() => of(word('East'), { value: 1 })).toThrow(/is a number, and the value is "East"/);
    expect(() => of(word('East'), { value: 'East', tolerance: 1 })).toThrow(/a tolerance, but .* is a text/);
  });

  it('or a verdict has to be there: a claim that cannot fail is refused', () => {
    const input = { text, values: { x: count(1) } };
    expect(() => claim(input)).toThrow(/"It is \{x\}\." cannot fail/);
    expect(() => claim({ ...input, expect: {} })).toThrow(ClaimExpectationError);
    expect(claim({ ...input, expect: {}, holds: true })).not.toHaveProperty('expect');
  });

  it('is typed: only values of the claim can be expected', () => {
    // @ts-expect-error -- y is no value
    expect(() => claim({ text, values: { x: count(1) }, expect: { y: { value: 1 } } })).toThrow();
    // @ts-expect-error -- a number as text is no tolerance
    expect(() => of(count(1), { value: 1, tolerance: 'a' })).toThrow();
  });
});

describe('the output of a claim with expectations', () => {
  const display = Symbol.for('Jupyter.display');
  function shown(x: number, locale: 'en' | 'zh') {
    const view = claimView(
      claim({
        id: 'D-1',
        text,
        values: { x: percent(x) },
        expect: { x: { min: 0, max: 0.2 } },
      }),
      { locale },
    );
    return (
      (view as unknown as Record<symbol, () => { data: Record<string, unknown> }>)[display]?.().data ?? {}
    );
  }

  it('says which was missed, in every form and in its language', () => {
    const data = shown(0.319, 'en');
    expect(data['text/plain']).toBe(
      '✗ Does not hold. It is 31.9%. (D-1) x is 0.319, expected from 0 to 0.2. The notebook was written with the other verdict.',
    );
    expect(data['text/html']).toContain('x is 0.319, expected from 0 to 0.2.');
    expect(data['text/markdown']).toContain('x is 0.319, expected from 0 to 0.2.');
    expect(data['application/vnd.claim.v1+json']).toMatchObject({
      verdict: 'fails',
      ok: false,
      expect: { x: { min: 0, max: 0.2 } },
      missed: ['x is 0.319, expected from 0 to 0.2'],
    });
    expect(shown(0.319, 'zh')['text/plain']).toContain('x为0.319，预期从0到0.2。');
  });

  it('says nothing where all are met', () => {
    const data = shown(0.1, 'en');
    expect(data['text/plain']).toBe('✓ Holds. It is 10.0%. (D-1)');
    expect(data['application/vnd.claim.v1+json']).not.toHaveProperty('missed');
  });
});
