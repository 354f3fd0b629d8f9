import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  column,
  count,
  finding,
  FindingExpectationError,
  FindingTemplateError,
  judge,
  open,
  percent,
  word,
  type Tally,
} from 'tally';
import { Result } from '../../../lib/src/core/result.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const row = (users: number, share: number | null) =>
  new Result({
    session: tally,
    name: 'r',
    title: '',
    schema: { users: column.count('users'), share: column.optional(column.percent('share')) },
    rows: [{ users, share }],
  }).at();

describe('a finding', () => {
  it('takes values of rows as they are written, and its condition takes them unrounded', () => {
    const found = judge(
      '{lost.share} of {all} users are lost.',
      { lost: row(206, 0.2063), all: count(1000) },
      ({ lost, all }) => lost.share > 0.206 && all === 1000,
    );
    expect(found).toMatchObject({ verdict: 'holds', ok: true, values: { 'lost.share': 0.2063, all: 1000 } });
    expect(found.text.en).toBe('20.6% of 1,000 users are lost.');
  });

  it('cannot be told where its condition needs a value that is not defined', () => {
    const found = judge('{a.share} of users.', { a: row(3, null) }, ({ a }) => a.share > 0);
    expect(found).toMatchObject({ verdict: 'undefined', ok: false });
    expect(found.text.en).toBe('n/a of users.');
    expect(judge('{a.users} users.', { a: row(3, null) }, ({ a }) => a.users > 2).verdict).toBe('holds');
  });

  it('chooses words by number and by value', () => {
    const say = (n: number, more: string) =>
      judge(
        'There {n, plural, one {is # user} other {are # users}}, {more, select, true {more} other {fewer}} than before.',
        { n: count(n), more: word(more) },
        () => true,
      ).text.en;
    expect(say(1, 'true')).toBe('There is 1 user, more than before.');
    expect(say(1000, 'false')).toBe('There are 1,000 users, fewer than before.');
  });

  it.each([
    ['{share} of 5 users.', 'contains the typed number 5'],
    ['{share}：用户３人。', 'contains the typed number ３'],
    ['{share} of ½ of users.', 'contains the typed number ½'],
    ['{share, select, true {5 users} other {none}}', 'contains the typed number 5'],
    ['Share of {sahre} users.', 'has no value for {sahre}'],
    ['Users, {share', 'is not ICU MessageFormat'],
    ['{share, number}', 'values carry their own format'],
    ['Nothing.', 'does not use the values share'],
  ])('refuses "%s"', (text, reason) => {
    expect(() => judge(text, { share: percent(0.3) }, () => true)).toThrow(reason);
  });

  it('fails when the verdict is not the one it was written with', () => {
    const other = judge('{n} users.', { n: count(1) }, ({ n }) => n > 1, { expected: 'fails' });
    expect(other).toMatchObject({ verdict: 'fails', expected: 'fails', ok: true });
    expect(judge('{n} users.', { n: count(1) }, ({ n }) => n > 1).ok).toBe(false);
    expect(judge('{n} users.', { n: count(1) }, ({ n }) => n > 0, { expected: 'fails' }).ok).toBe(false);
  });

  it('needs a typed number in neither language, and a condition that is true or false', () => {
    const text = { en: '{n} users.', zh: '{n}人中的3人。' };
    expect(() => judge(text, { n: count(1) }, () => true)).toThrow(FindingTemplateError);
    const maybe = (() => undefined) as unknown as () => boolean;
    expect(() => judge('{n} users.', { n: count(1) }, maybe)).toThrow(FindingExpectationError);
  });

  it('keeps twelve significant digits, so that the order of a sum does not show', () => {
    const [first, second] = [0.1 + 0.2, 0.3].map((x) => judge('{x}', { x: percent(x) }, () => true));
    expect(first).toEqual(second);
  });

  it('never lets a typed digit through, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z ]{0,9}$/),
        fc.integer({ min: 0, max: 9 }),
        fc.stringMatching(/^[a-z ]{0,9}$/),
        (before, digit, after) => {
          expect(() => judge(`${before}${digit}${after}{n}`, { n: count(1) }, () => true)).toThrow(
            'typed number',
          );
        },
      ),
    );
  });

  it('is shown at once, with its template for translators', () => {
    const outputs: unknown[] = [];
    Object.assign(globalThis, { [Symbol.for('Jupyter.publish')]: (output: unknown) => outputs.push(output) });
    finding('{n} users.', { n: count(2) }, ({ n }) => n === 2);
    Reflect.deleteProperty(globalThis, Symbol.for('Jupyter.publish'));
    expect(outputs).toMatchObject([
      {
        data: {
          'text/plain': '✓ Holds. 2 users.',
          'application/vnd.claim.v1+json': { kind: 'finding', ok: true },
        },
        metadata: { texts: ['{n} users.'] },
      },
    ]);
  });
});
