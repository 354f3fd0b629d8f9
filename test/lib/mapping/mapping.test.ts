import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMapping, writeMapping } from 'tally';

describe('a mapping in one line', () => {
  it.each([
    ['customer=KundenNr', { customer: 'KundenNr' }],
    ['customer=KundenNr,amount="Betrag (EUR)"', { customer: 'KundenNr', amount: 'Betrag (EUR)' }],
    // As the shell hands it over.
    ['amount=Betrag (EUR), time = Tag ', { amount: 'Betrag (EUR)', time: 'Tag' }],
    ['amount="Betrag, brutto",time=Tag', { amount: 'Betrag, brutto', time: 'Tag' }],
    ['amount="the ""net"" total"', { amount: 'the "net" total' }],
    ['amount=a=b', { amount: 'a=b' }],
    ['user=1,time=5', { user: 1, time: 5 }],
    ['user="1"', { user: '1' }],
    ['discount=,time=Tag', { discount: null, time: 'Tag' }],
    ['discount=', { discount: null }],
    ['金额=实付金额（元）', { 金额: '实付金额（元）' }],
    ['size=5" pipe', { size: '5" pipe' }],
  ])('reads %s', (line, mapping) => {
    expect(parseMapping(line)).toEqual(mapping);
  });

  it.each([
    ['', /--map cannot be read at its end/],
    ['customer', /--map cannot be read at "customer": write it as customer=KundenNr/],
    ['=x', /cannot be read at "=x"/],
    ['a=b,', /cannot be read at its end/],
    ['a="b', /cannot be read at ""b"/],
    ['a="b" c,d=e', /cannot be read at ""b" c,d=e"/],
    ['a=1,a=2', /--map names "a" twice/],
  ])('refuses %j', (line, message) => {
    expect(() => parseMapping(line)).toThrow(message);
  });

  it('reads back what it writes', () => {
    const field = fc.stringMatching(/^[a-z]{1,6}$/);
    const name = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', '=', 'a', ' ', '1') }));
    const value = fc.oneof(name, fc.integer({ min: 1, max: 999 }), fc.constant(null));
    fc.assert(
      fc.property(fc.dictionary(field, value, { minKeys: 1, noNullPrototype: true }), (mapping) => {
        expect(parseMapping(writeMapping(mapping))).toEqual(mapping);
      }),
    );
  });
});
