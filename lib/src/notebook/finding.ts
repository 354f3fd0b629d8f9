import { FindingExpectationError } from '../errors.js';
import { escapeHtml, escapeMarkdown, type Output } from '../core/display.js';
import type { Label, Locale, Text } from '../core/label.js';
import { filled } from '../core/message.js';
import { significant, type Quantity, type Raw } from '../core/quantity.js';
import { currentSession } from '../core/session.js';
import { plainTexts } from '../core/translation.js';
import { publish } from './show.js';

/** The values of a sentence: single values, or rows of results, whose values are `{name.column}`. */
export type FindingValues = Readonly<Record<string, Quantity<Raw> | Readonly<Record<string, Quantity<Raw>>>>>;

type Known<Q> = Q extends Quantity<infer T> ? NonNullable<T> : never;

/** The unrounded values of a sentence, as read by its condition. Reading an undefined value ends the condition. */
export type RawValues<V extends FindingValues> = {
  readonly [N in keyof V]: V[N] extends Quantity<Raw>
    ? Known<V[N]>
    : { readonly [C in keyof V[N]]: Known<V[N][C]> };
};

/** `undefined`: a value that the condition needs is not defined in these data, so they cannot decide. */
export type FindingVerdict = 'holds' | 'fails' | 'undefined';

export interface FindingOptions {
  /**
   * The verdict that the notebook expects, or each that it accepts; any other fails the check. A notebook for any data
   * accepts `['holds', 'undefined']`, since what it compares may be missing in some.
   */
  readonly expected?: FindingVerdict | readonly FindingVerdict[];
  /** How many the sentence is about: of none, or where that is not defined, nothing can be told. */
  readonly of?: Quantity<number | null>;
}

/** A sentence bound to computed values, and whether they support it. */
export interface Finding {
  readonly text: Label;
  readonly values: Readonly<Record<string, number | string | boolean | null>>;
  readonly verdict: FindingVerdict;
  readonly expected: FindingVerdict;
  /** Whether the verdict is the expected one, or one of them. */
  readonly ok: boolean;
}

/** MIME type of a finding; the runner reads its verdict. */
export const CLAIM_MIME = 'application/vnd.claim.v1+json';

/**
 * States a finding and checks it: shows the sentence with its values, and whether the condition is true of them. The
 * condition must test what the words assert. Shown at once, anywhere in a cell.
 *
 * @param text ICU MessageFormat with `{name}` or `{row.column}` for values, and no typed numbers.
 * @throws FindingTemplateError when text and values do not match.
 * @example
 * const lost = sizes.at({ segment: 'lost' });
 * finding('{lost.share} of users are lost: {lost.users}.', { lost }, ({ lost }) => lost.share > 0.1);
 * finding('None of the {lost.users} lost bought.', { lost }, () => bought === 0, { of: lost.users });
 */
export function finding<const V extends FindingValues>(
  text: Text,
  values: V,
  holds: (values: RawValues<V>) => boolean,
  options: FindingOptions = {},
): void {
  const found = judge(text, values, holds, options);
  publish(findingOutput(found, currentSession().locale, text));
}

/**
 * What {@link finding} shows, as a value.
 *
 * @example
 * judge('{n} users.', { n: count(3) }, ({ n }) => n > 2).verdict; // 'holds'
 */
export function judge<const V extends FindingValues>(
  text: Text,
  values: V,
  holds: (values: RawValues<V>) => boolean,
  { expected = 'holds', of }: FindingOptions = {},
): Finding {
  const flat = flattened(values);
  const sentence = filled(text, flat);
  const verdict = of !== undefined && !of.raw ? 'undefined' : verdictOf(values, holds);
  const used = usedNames(text);
  const accepted = [expected].flat();
  const ok = accepted.includes(verdict);
  return {
    text: sentence,
    values: Object.fromEntries(
      [...flat].filter(([name]) => used.has(name)).map(([name, { raw }]) => [name, plain(raw)]),
    ),
    verdict,
    expected: ok ? verdict : (accepted[0] ?? 'holds'),
    ok,
  };
}

/** Thrown when a condition reads an undefined value. */
class NotDefined extends Error {}

function verdictOf<V extends FindingValues>(
  values: V,
  holds: (values: RawValues<V>) => boolean,
): FindingVerdict {
  try {
    const verdict: unknown = holds(rawValues(values) as RawValues<V>);
    if (typeof verdict === 'boolean') return verdict ? 'holds' : 'fails';
  } catch (error) {
    if (error instanceof NotDefined) return 'undefined';
    throw error;
  }
  throw new FindingExpectationError('The condition of a finding must be true or false.');
}

function rawValues(values: FindingValues): object {
  const reader = {};
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(reader, name, {
      enumerable: true,
      get: () => (isQuantity(value) ? known(value) : rawValues(value)),
    });
  }
  return reader;
}

function known({ raw }: Quantity<Raw>): Raw {
  if (raw === null) throw new NotDefined();
  return raw;
}

function isQuantity(value: FindingValues[string]): value is Quantity<Raw> {
  return 'raw' in value && 'en' in value && typeof value.en === 'string';
}

export function flattened(values: FindingValues): ReadonlyMap<string, Quantity<Raw>> {
  return new Map(
    Object.entries(values).flatMap(([name, value]): [string, Quantity<Raw>][] =>
      isQuantity(value)
        ? [[name, value]]
        : Object.entries(value).map(([column, quantity]) => [`${name}.${column}`, quantity]),
    ),
  );
}

function usedNames(text: Text): ReadonlySet<string> {
  const template = typeof text === 'string' ? text : text.en;
  return new Set([...template.matchAll(/\{\s*([\w.]+)/g)].map((match) => match[1] ?? ''));
}

function plain(raw: Raw): number | string | boolean | null {
  if (typeof raw === 'number') return significant(raw);
  return typeof raw === 'object' && raw !== null ? `${significant(raw.low)}–${significant(raw.high)}` : raw;
}

const MARKS = {
  holds: { mark: '✓', en: 'Holds', zh: '成立' },
  fails: { mark: '✗', en: 'Does not hold', zh: '不成立' },
  undefined: { mark: '–', en: 'Cannot be told from these data', zh: '数据不足，无法判断' },
} as const;

/** Around the sentence. Chinese has no space there, and then markdown closes bold only before a stop. */
const FRAMES = {
  en: { bold: '.', plain: '', space: ' ' },
  zh: { bold: '', plain: '。', space: '' },
} as const;

const UNEXPECTED = {
  en: 'The notebook expects a different verdict.',
  zh: '与撰写本文时的结论不同。',
} as const;

function findingOutput(found: Finding, locale: Locale, template: Text): Output {
  const { mark, [locale]: verdict } = MARKS[found.verdict];
  const { bold, plain: stop, space } = FRAMES[locale];
  const sentence = found.text[locale];
  const warning = found.ok ? '' : `${space}${UNEXPECTED[locale]}`;
  const texts = plainTexts([template]);
  return {
    data: {
      [CLAIM_MIME]: { kind: 'finding', ...found, id: null, text: sentence },
      'text/html': `<p>${mark} <b>${verdict}${bold}</b>${stop}${space}${escapeHtml(sentence)}${warning}</p>`,
      'text/markdown': `${mark} **${verdict}${bold}**${stop}${space}${escapeMarkdown(sentence)}${warning}`,
      'text/plain': `${mark} ${verdict}${bold}${stop}${space}${sentence}${warning}`,
    },
    ...(texts.length > 0 && { metadata: { texts } }),
  };
}
