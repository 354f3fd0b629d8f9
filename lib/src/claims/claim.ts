import { ClaimTemplateError } from '../errors.js';
import type { Label, Locale } from '../label.js';
import { say, significant, type Quantity } from '../quantity.js';

/** Whether the data bear a sentence out. */
export type Verdict = 'holds' | 'fails';

export interface ClaimInput {
  /** Id of the published claim that this finding looks at, such as `D-4.2.1-AGE-C2`. */
  readonly id?: string;
  /** The sentence in both languages, with `{name}` where a value goes and no typed number. */
  readonly text: Label;
  readonly values: Readonly<Record<string, Quantity>>;
  /** What the sentence's words assert beyond its values, decided by the data. */
  readonly holds: boolean;
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
}

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * Binds a sentence to values and a verdict.
 *
 * @throws ClaimTemplateError when a placeholder has no value, a value no placeholder, or the sentence holds a
 *   typed number: numbers are values, so that they cannot go stale.
 * @example
 * claim({
 *   text: { en: '{share} of users are {age} or older.', zh: '{share}的用户年满{age}岁。' },
 *   values: { share: percent(0.552), age: count(40) },
 *   holds: true,
 * });
 */
export function claim(input: ClaimInput): Claim {
  const { id = null, text, values, holds, expected = 'holds' } = input;
  const verdict: Verdict = holds ? 'holds' : 'fails';
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
export function written(text: Label, values: ClaimInput['values']): Label {
  return { en: fill(text, values, 'en'), zh: fill(text, values, 'zh') };
}

function fill(text: Label, values: ClaimInput['values'], locale: Locale): string {
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
