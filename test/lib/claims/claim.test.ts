import { describe, expect, it } from 'vitest';
import { claim, ClaimTemplateError, count, percent } from 'tally';

const text = { en: '{share} of {users} users.', zh: '{users}人中的{share}。' };
const values = { share: percent(0.319), users: count(1000) };

describe('claim', () => {
  it('fills both languages and keeps the raw values', () => {
    expect(claim({ text, values, holds: true })).toEqual({
      id: null,
      text: { en: '31.9% of 1,000 users.', zh: '1,000人中的31.9%。' },
      values: { share: 0.319, users: 1000 },
      verdict: 'holds',
      expected: 'holds',
      ok: true,
    });
  });

  it('is not ok when the data say otherwise, unless that was expected', () => {
    expect(claim({ text, values, holds: false })).toMatchObject({ verdict: 'fails', ok: false });
    expect(claim({ text, values, holds: false, expected: 'fails' })).toMatchObject({ ok: true });
    expect(claim({ text, values, holds: true, expected: 'fails' })).toMatchObject({ ok: false });
  });

  it('keeps twelve significant digits, so that the order of a sum does not show', () => {
    const twice = [0.1 + 0.2, 0.3].map((x) =>
      claim({ text: { en: '{x}', zh: '{x}' }, values: { x: percent(x) }, holds: true }),
    );
    expect(twice[0]).toEqual(twice[1]);
  });

  it.each([
    ['a typed number', { en: '3 of {users}', zh: '{users}' }],
    ['a typed number in the other language', { en: '{users}', zh: '{users}中的３人' }],
    ['a value that is not there', { en: '{users} and {others}', zh: '{users}' }],
    ['a value that is not used', { en: 'all', zh: '{users}' }],
  ])('refuses %s', (_, template) => {
    expect(() => claim({ text: template, values: { users: count(5) }, holds: true })).toThrow(
      ClaimTemplateError,
    );
  });
});
