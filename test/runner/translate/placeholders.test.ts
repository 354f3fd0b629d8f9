import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeholders } from '../../../runner/src/translate/placeholders.js';

const names = (message: string): string[] | undefined => {
  const found = placeholders(message);
  return found === undefined ? undefined : [...found].sort();
};

describe('placeholders of an ICU message', () => {
  it.each([
    ['no placeholder', []],
    ['', []],
    ['{a}', ['a']],
    ['{ lost.share } of {all.users}', ['all.users', 'lost.share']],
    ['{a} and {a}', ['a']],
    ['{n, number}', ['n']],
    ['{n, number, ::percent .0}', ['n']],
    ["{day, date, ::yyyy'{'MM}", ['day']],
    ['{n, plural, one {# user} other {# users of {all}}}', ['all', 'n']],
    ['{n, plural, offset:1 =0 {none} other {{who} and #}}', ['n', 'who']],
    ['{kind, select, a {x} other {{b, select, other {{c}}}}}', ['b', 'c', 'kind']],
    ["it's {a}", ['a']],
    ["'{a}' is {b}", ['b']],
    ["''{a}''", ['a']],
    ["'{never closed", []],
    ['{留存率}', ['留存率']],
  ])('%s', (message, expected) => {
    expect(names(message)).toEqual(expected);
  });

  it.each([
    '{',
    '}',
    '{a',
    '{a}}',
    '{}',
    '{a b}',
    '{n, plural}',
    '{n, plural, }',
    '{n, plural, one {x}',
    '{a,}',
  ])('there are none in what is no message: %s', (message) => {
    expect(names(message)).toBeUndefined();
  });

  it('are those that a message was built from', () => {
    const name = fc.stringMatching(/^[a-z][a-z.]{0,5}$/);
    const text = fc.stringMatching(/^[^{}'#|]{0,8}$/);
    const piece = fc.oneof(
      text.map((each) => ({ message: each, names: [] as string[] })),
      name.map((each) => ({ message: `{${each}}`, names: [each] })),
      fc.tuple(name, name, text).map(([count, inner, words]) => ({
        message: `{${count}, plural, one {${words}} other {${words}{${inner}}}}`,
        names: [count, inner],
      })),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const message = pieces.map((each) => each.message).join('');
        const expected = [...new Set(pieces.flatMap((each) => each.names))].sort();
        expect(names(message)).toEqual(expected);
      }),
      { seed: 12 },
    );
  });
});
