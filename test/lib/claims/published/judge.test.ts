import { describe, expect, it } from 'vitest';
import { agrees, implemented, judge, printed, untestable } from 'tally/claims';

describe('a published figure', () => {
  it.each([
    ['63.33', 63.3349, true],
    ['63.33', 63.3351, false],
    ['63.33', 63.325, true],
    ['7', 7.337, true],
    ['7', 7.5001, false],
    ['10100.00', 10101, false],
    ['34.9', 34.9, true],
    ['-0.5', -0.54, true],
  ])('%s agrees with %d: %s, as far as it is printed', (published, computed, expected) => {
    expect(agrees(computed, published)).toBe(expected);
  });

  it('may be about, above or below; a limit itself is not beyond it', () => {
    expect(agrees(2938.9, { about: 2930, within: 10 })).toBe(true);
    expect(agrees(2993.6, { about: 2930, within: 10 })).toBe(false);
    expect(agrees(84, { above: 84 })).toBe(false);
    expect(agrees(84.01, { above: 84 })).toBe(true);
    expect(agrees(10, { below: 10 })).toBe(false);
    expect([
      printed('7'),
      printed({ about: 3, within: 1 }),
      printed({ above: 4 }),
      printed({ below: 5 }),
    ]).toEqual(['7', 'about 3', '> 4', '< 5']);
  });

  it('agrees with texts only word for word, and never with nothing', () => {
    expect(agrees('Books, Apparel', 'Books, Apparel')).toBe(true);
    expect(agrees('Apparel, Books', 'Books, Apparel')).toBe(false);
    expect(agrees(null, '7')).toBe(false);
    expect(agrees(undefined, { below: 10 })).toBe(false);
    expect(agrees('not defined', { above: 1 })).toBe(false);
    expect(agrees(NaN, { about: 1, within: 9 })).toBe(false);
    expect(() => agrees(3, 'three')).toThrow(/not a published number/);
  });
});

describe('judge', () => {
  const definition = 'a / b';

  it('confirms, as defined where that has to be said', () => {
    const sound = { computed: { a: 7.3 }, published: { a: '7' }, definition };
    expect(judge(sound).verdict).toBe('confirmed');
    expect(judge({ ...sound, onlyAsDefined: true }).verdict).toBe('confirmed-as-defined');
  });

  it('contradicts where a number or the words fail, whatever else holds, and says which number', () => {
    const finding = judge({
      computed: { a: 7.6, b: 1 },
      published: { a: '7', b: '1' },
      onlyAsDefined: true,
      definition,
    });
    expect(finding).toMatchObject({ verdict: 'contradicted', note: 'a: published 7, computed 7.60' });
    expect(
      judge({ computed: { a: 7 }, published: { a: '7' }, words: false, concludes: false, definition })
        .verdict,
    ).toBe('contradicted');
  });

  it('leaves a conclusion unsupported where only that fails', () => {
    expect(judge({ computed: { a: 7 }, published: { a: '7' }, concludes: false, definition }).verdict).toBe(
      'unsupported',
    );
  });

  it('has a note for each verdict, with computed values in it', () => {
    const note = { confirmed: 'fine', unsupported: 'p = {p} of {n}' };
    expect(judge({ computed: { p: 0.516, n: 1000 }, concludes: false, definition, note }).note).toBe(
      'p = 0.516 of 1,000',
    );
    expect(judge({ computed: { p: 0.516, n: 1000 }, definition, note }).note).toBe('fine');
    expect(judge({ computed: { p: 0.516 }, words: false, definition, note }).note).toBe('');
  });

  it('never shows what is not defined as a number', () => {
    expect(
      judge({ computed: { a: null, b: NaN, c: undefined }, published: { a: '0' }, definition }),
    ).toMatchObject({
      verdict: 'contradicted',
      computed: { a: 'not defined', b: 'not defined', c: 'not defined' },
    });
  });

  it('counts a figure that the data give no value for as not reproduced', () => {
    const finding = judge({ computed: { a: 1 }, published: { b: '1' }, definition });
    expect(finding).toMatchObject({ verdict: 'contradicted', note: 'b: published 1, computed nothing' });
  });

  it('refuses notes about values that are not computed', () => {
    expect(() => judge({ computed: { a: 1 }, definition, note: '{b}' })).toThrow(/names \{b\}/);
  });

  it('says what a claim needs or where a rule lives', () => {
    expect(untestable({ a: 1 }, 'needs more than {a}')).toMatchObject({
      verdict: 'untestable',
      note: 'needs more than 1',
    });
    expect(implemented({}, 'in rfm')).toMatchObject({ verdict: 'implemented', note: 'in rfm' });
  });
});
