import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionsError, tags } from 'tally';
import { anyQuery } from './queries.js';

describe('the text of a query', () => {
  it.each<[string, tags.Query]>([
    ['recency < 30', { column: 'recency', is: '<', value: 30 }],
    ['tier in (gold, platinum)', { column: 'tier', in: ['gold', 'platinum'] }],
    ['tier not in (gold)', { not: { column: 'tier', in: ['gold'] } }],
    ["country = 'United Kingdom'", { column: 'country', is: '=', value: 'United Kingdom' }],
    ['first_order >= 2011-06-01', { column: 'first_order', is: '>=', value: '2011-06-01' }],
    ['member = true', { column: 'member', is: '=', value: true }],
    ["code = '007'", { column: 'code', is: '=', value: '007' }],
    ['interval is missing', { column: 'interval', missing: true }],
    ['interval is not missing', { not: { column: 'interval', missing: true } }],
    ['"days since" > -1.5e2', { column: 'days since', is: '>', value: -150 }],
    ['tag:win-back', { tag: 'win-back' }],
    ['tag:"老 客户"', { tag: '老 客户' }],
    ['标签 = 会员', { column: '标签', is: '=', value: '会员' }],
    ['count(orders) >= 2', { events: 'orders', is: '>=', value: 2 }],
    [
      'sum(total of orders where total > 100 within 30 days) >= 500',
      {
        ...{ events: 'orders', sum: 'total', where: { column: 'total', is: '>', value: 100 } },
        ...{ within: 30, is: '>=', value: 500 },
      },
    ],
    ['"and" = 1', { column: 'and', is: '=', value: 1 }],
    ["country = 'TRUE'", { column: 'country', is: '=', value: 'TRUE' }],
    ['count(lines within 1 day) = 0', { events: 'lines', within: 1, is: '=', value: 0 }],
    // And binds more than or, not more than and.
    [
      'a = 1 or b = 2 and not c = 3',
      {
        or: [
          { column: 'a', is: '=', value: 1 },
          { and: [{ column: 'b', is: '=', value: 2 }, { not: { column: 'c', is: '=', value: 3 } }] },
        ],
      },
    ],
    [
      'NOT (a = 1 OR b = 2)',
      {
        not: {
          or: [
            { column: 'a', is: '=', value: 1 },
            { column: 'b', is: '=', value: 2 },
          ],
        },
      },
    ],
  ])('%s', (text, query) => {
    expect(tags.parse(text)).toStrictEqual(query);
  });

  it.each([
    ...[
      'a = 1 or b = 2 and not c = 3',
      'not (a = 1 and b = 2)',
      '(a = 1 or b = 2) and c is missing',
      'tag:x',
    ],
    ...[
      'tag:"AND"',
      'd >= 2024-03-01',
      "d = '2024-03-011'",
      "d = '12024-03-01'",
      "d = '2-03-01'",
      "a = 'b c'",
    ],
    ...["d = '2024-3-01'", "d = '2024-03-1'", "d = 'abcd-03-01 '", 'a in (x, 2, true)'],
    'sum(total of orders where total > 100 within 30 days) >= 500',
  ])('is printed with the quotes and parentheses that it needs: %s', (text) => {
    expect(tags.print(tags.parse(text))).toBe(text);
  });

  it('may be long, and nested a hundred times', () => {
    const long = Array.from({ length: 150 }, () => 'a = 1').join(' and ');
    expect(tags.parse(long)).toHaveProperty('and.length', 150);
    const nested = (depth: number) => `${'('.repeat(depth)}a = 1${')'.repeat(depth)}`;
    expect(tags.parse(nested(99))).toEqual({ column: 'a', is: '=', value: 1 });
    expect(() => tags.parse(nested(100))).toThrow('Nested more than 100 times');
  });

  it('is read again as the same query, by text and by JSON', () => {
    fc.assert(
      fc.property(anyQuery(['vip', 'the "best"', 'and']), (query) => {
        expect(tags.parse(tags.print(query))).toEqual(query);
        expect(tags.fromJson(tags.toJson(query))).toEqual(query);
        expect(tags.toJson(tags.parse(tags.print(query)))).toBe(tags.toJson(query));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps any name, text and number', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), value, fc.string(), (column, one, tag) => {
        const query = { and: [{ column, is: '=' as const, value: one }, { column, in: [one] }, { tag }] };
        expect(tags.parse(tags.print(query))).toEqual(query);
      }),
      { numRuns: 500 },
    );
  });

  it('is a query or an error that says where, whatever it is', () => {
    const words = fc.constantFrom(
      ...['and', 'or', 'not', '(', ')', 'in', 'is', 'missing', 'tag', ':', 'count', 'sum', 'of', 'where'],
      ...['within', 'days', '<', '=', ',', '3', "'", '"', 'recency', "'x'", '2024-01-01', ';', '-', '👍'],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 12 }), (parts) => {
        try {
          tags.parse(parts.join(' '));
        } catch (error) {
          expect(error).toBeInstanceOf(OptionsError);
          expect((error as Error).message).toMatch(/ at line \d+, column \d+\./);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a text that is no query', () => {
  it.each<[string, string | RegExp]>([
    ['', 'Expected a condition, but found the end at line 1, column 1.'],
    ['recency <', 'Expected a value, but found the end at line 1, column 10.'],
    [
      'recency 30',
      'Expected one of = != < <= > >=, "in" or "is missing", but found "30" at line 1, column 9.',
    ],
    ['recency < 30 an orders > 3', 'found "an" at line 1, column 14. Did you mean "and"?'],
    ['(recency < 30', 'Expected ")", but found the end'],
    ['recency < 30)', 'Expected "and", "or" or the end, but found ")"'],
    ['tier in ()', 'Expected a value, but found ")"'],
    ['tier in (gold', 'Expected ")"'],
    ['tier is missin', 'Did you mean "missing"?'],
    ['tier not gold', 'Expected "in"'],
    ['country = "UK"', "texts stand in single quotes: 'UK'"],
    ["country = 'UK", "A quote that is not closed at line 1, column 11. End it with '."],
    ['count(orders wher total > 3) > 1', 'Did you mean "where"?'],
    ['count(orders within 30) > 1', 'Expected "days", but found ")"'],
    ['count(orders) > many', 'Expected a number, but found "many"'],
    ['sum(orders) > 1', 'Expected "of"'],
    [
      'count(orders within 30 dayz) > 1',
      'Expected "days", but found "dayz" at line 1, column 24. Did you mean "days"?',
    ],
    ['tier not im (gold)', 'Expected "in", but found "im" at line 1, column 10. Did you mean "in"?'],
    ["a = 1 'an' b = 2", /found "an" at line 1, column 7\.\n/],
    ['tag:"vip', 'A quote that is not closed at line 1, column 5. End it with ".'],
    ['recency < 1e999', 'Expected a number that is not so large'],
    ['recency < 3; DROP TABLE customers', 'Unexpected ";" at line 1, column 12.'],
    [`${'('.repeat(200)}a = 1`, 'Nested more than 100 times'],
    [`${'not '.repeat(200)}a = 1`, 'Nested more than 100 times'],
  ])('%s', (text, message) => {
    expect(() => tags.parse(text)).toThrow(message);
  });

  it('is shown with a mark at the place, also below Chinese', () => {
    expect(() => tags.parse('recency < 30\n  and 国家 ~ 德国')).toThrow(
      'Unexpected "~" at line 2, column 10. Put texts into quotes: \'a; b\'.\n    and 国家 ~ 德国\n             ^',
    );
    expect(() => tags.parse('recency < 30\n  and a = 1\n and ~')).toThrow(
      'Unexpected "~" at line 3, column 6. Put texts into quotes: \'a; b\'.\n   and ~\n       ^',
    );
  });
});

describe('JSON that is no query', () => {
  it.each([
    ['{', 'it is not JSON'],
    ['3', 'it is 3 instead of a condition'],
    ['{"and": [{"tag": "a"}]}', 'it is {"and":[{"tag":"a"}]}'],
    ['{"not": null}', 'Not a query: not is null instead of a condition'],
    ['{"not": {"column": "x"}}', 'Not a query: not is {"column":"x"}'],
    [`{"column": "${'x'.repeat(200)}"}`, `it is {"column":"${'x'.repeat(109)}, which is neither`],
    ['{"and": [{"tag": "a"}, {"not": {"column": "x"}}]}', 'and[1].not is {"column":"x"}'],
    ['{"events": "orders", "where": {"tag": "a"}, "is": ">", "value": 1}', 'which is neither'],
    ['{"column": "x", "is": "LIKE", "value": "%"}', 'it is {"column":"x","is":"LIKE"'],
    ['{"column": "x", "is": "<", "value": 1, "sql": "1=1"}', 'it is {"column":"x"'],
  ])('%s', (json, message) => {
    expect(() => tags.fromJson(json)).toThrow(message);
  });

  it('says why', () => {
    expect(() => tags.fromJson('{')).toThrow(
      expect.objectContaining({ cause: expect.any(SyntaxError) as Error }) as Error,
    );
  });
});
