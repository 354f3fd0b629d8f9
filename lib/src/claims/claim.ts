import { ClaimExpectationError, ClaimTemplateError } from '../errors.js';
import type { Label, Locale } from '../label.js';
import { say, significant, type Quantity } from '../quantity.js';
import { missedBy, type Expectation } from './expectation.js';

/** Whether the data bear a sentence out. */
export type Verdict = 'holds' | 'fails';

export interface ClaimInput<Name extends string = string> {
  /** Id of the published claim that this finding looks at, such as `D-4.2.1-AGE-C2`. */
  readonly id?: string;
  /** The sentence in both languages, with `{name}` where a value goes and no typed number. */
  readonly text: Label;
  readonly values: Readonly<Record<Name, Quantity>>;
  /** What the sentence's words assert beyond its values, decided by the data. Needed where nothing is expected. */
  readonly holds?: boolean;
  /** What values are expected to be, by name: a value with its tolerance, or a range. */
  readonly expect?: Readonly<Partial<Record<Name, Expectation>>>;
  /** The verdict the notebook was written with; another one fails the check. */
  readonly expected?: Verdict;
}

/** A sentence bound to computed values. */
export interface Claim {
  readonly id: string | null;
  readonly text: Label;
  readonly values: Readonly<Record<string, number | string | null>>;
  readonly verdict: Verdict;
  readonly expected: Verdict;
  /** Whether the verdict is the expected one. */
  readonly ok: boolean;
  /** What values were expected to be, as given. */
  readonly expect?: Readonly<Record<string, Expectation>>;
  /** Which values are not the expected ones, a sentence each; left out where all are. */
  readonly missed?: readonly Label[];
}

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * Binds a sentence to values and a verdict. It holds when `holds` is not false and every expectation is met:
 * `value − distance ≤ x ≤ value + distance`, the distance being the larger of `tolerance` and `relative · |value|`,
 * or `min ≤ x ≤ max`; each side rounded to twelve significant digits.
 *
 * @throws ClaimTemplateError when a placeholder has no value, a value no placeholder, or the sentence holds a
 *   typed number: numbers are values, so that they cannot go stale.
 * @throws ClaimExpectationError when there is neither `holds` nor an expectation, so that the claim cannot fail; when
 *   an expectation names no value, says nothing, has a negative tolerance or a number that is not finite
 * @example
 * claim({
 *   text: { en: '{share} of users are {age} or older.', zh: '{share}的用户年满{age}岁。' },
 *   values: { share: percent(0.552), age: count(40) },
 *   expect: { share: { value: 0.55, tolerance: 0.005 } },
 * });
 */
export function claim<Name extends string>(input: ClaimInput<Name>): Claim {
  const { id = null, text, holds, expect, expected = 'holds' } = input;
  const values: Readonly<Record<string, Quantity>> = input.values;
  const missed = missedExpectations(values, expect);
  if (holds === undefined && missed === undefined) {
    throw new ClaimExpectationError(`"${text.en}" cannot fail: say when it holds, or what is expected.`);
  }
  const verdict: Verdict = holds !== false && !missed?.length ? 'holds' : 'fails';
  return {
    id,
    text: written(text, values),
    values: Object.fromEntries(
      Object.entries(values).map(([name, { raw }]) => [
        name,
        typeof raw === 'number' ? significant(raw) : raw,
      ]),
    ),
    verdict,
    expected,
    ok: verdict === expected,
    ...(missed && { expect: { ...expect } }),
    ...(missed?.length && { missed }),
  };
}

/**
 * A sentence with its values, in both languages, under the rules of {@link claim}: for sentences that no verdict
 * belongs to, such as those of `personas`.
 *
 * @throws ClaimTemplateError as {@link claim} does.
 * @example
 * written({ en: '{n} users', zh: '{n}人' }, { n: count(1000) }).en; // '1,000 users'
 */
export function written(text: Label, values: Readonly<Record<string, Quantity>>): Label {
  return { en: fill(text, values, 'en'), zh: fill(text, values, 'zh') };
}

/** The expectations that are not met; undefined where nothing is expected. */
function missedExpectations(
  values: Readonly<Record<string, Quantity>>,
  expect: Readonly<Record<string, Expectation | undefined>> = {},
): Label[] | undefined {
  const entries = Object.entries(expect);
  if (entries.length === 0) return undefined;
  return entries.flatMap(([name, expectation]) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || expectation === undefined) {
      const names = Object.keys(values).join(', ');
      throw new ClaimExpectationError(
        value === undefined
          ? `${name} is expected, but is no value of the claim. Its values: ${names}.`
          : `What is expected of ${name} is undefined.`,
      );
    }
    return missedBy(name, value, expectation) ?? [];
  });
}

function fill(text: Label, values: Readonly<Record<string, Quantity>>, locale: Locale): string {
  const template = text[locale];
  const typed = /\p{Number}/u.exec(template.replace(PLACEHOLDER, ''));
  if (typed !== null) {
    throw new ClaimTemplateError(`"${template}" holds the typed number ${typed[0]}: make it a {value}.`);
  }
  const used = new Set([...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''));
  const unused = Object.keys(values).filter((name) => !used.has(name));
  if (unused.length > 0) {
    throw new ClaimTemplateError(`"${template}" does not use the values ${unused.join(', ')}.`);
  }
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new ClaimTemplateError(`"${template}" has no value for {${name}}.`);
    return say(value, locale);
  });
}
