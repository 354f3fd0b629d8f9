import { entryOf } from '../../core/entry-of.js';

/** What the name of a numeric column says of its unit. */
export interface NamedUnit {
  readonly name: string;
  /** The name without units, periods and words such as average: `transaction` of `avg_transactions_per_month`. */
  readonly stem: string;
  /** A number a time, a time, a part of the year, or neither. */
  readonly kind: 'rate' | 'duration' | 'part' | 'plain';
  /** Days of the unit of a rate or duration. */
  readonly days: number;
  /** The unit, as a word in the plural. */
  readonly unit: string;
  /** The set that a part belongs to: 4 quarters, 2 halves, 12 months. */
  readonly parts: number;
  /** Whether a duration says for how long a customer has been one. */
  readonly lifetime: boolean;
}

const DAYS: Readonly<Record<string, number>> = {
  ...{ second: 1 / 86_400, minute: 1 / 1440, hour: 1 / 24, day: 1, week: 7 },
  ...{ month: 365.25 / 12, quarter: 365.25 / 4, year: 365.25 },
};
const ADVERBS: Readonly<Record<string, string>> = {
  ...{ hourly: 'hour', daily: 'day', weekly: 'week', monthly: 'month', quarterly: 'quarter' },
  ...{ yearly: 'year', annual: 'year', annually: 'year' },
};
const MONTHS = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/;
const NOISE = /^(avg|average|mean|total|count|number|num|nr|n|no|of|in|sum|per|the|a)$/;
const LIFETIME = /^(age|tenure|lifetime|duration|active|observed|membership|relationship)$/;

/** Reads the words of a name: `customerAge_days` is customer, age, day. */
export function unitOfName(name: string): NamedUnit {
  const words = (name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? []).map((word) => word.toLowerCase());
  const tokens = joinedParts(words).map((word) => (/[a-z]{2,}[^s]s$/.test(word) ? word.slice(0, -1) : word));
  const per = tokens.indexOf('per');
  const unit =
    tokens.map((token) => entryOf(ADVERBS, token)).find((token) => token !== undefined) ??
    tokens.slice(per + 1).findLast((token) => Object.hasOwn(DAYS, token));
  const part = tokens.map(partsOf).find((parts) => parts > 0) ?? 0;
  const rate = unit !== undefined && (per >= 0 || tokens.some((token) => Object.hasOwn(ADVERBS, token)));
  const stem = tokens.filter(
    (token) => !NOISE.test(token) && token !== unit && !Object.hasOwn(ADVERBS, token) && partsOf(token) === 0,
  );
  return {
    ...{ name, stem: stem.toSorted().join(' '), parts: part },
    kind: rate ? 'rate' : part > 0 ? 'part' : unit !== undefined ? 'duration' : 'plain',
    ...{ days: DAYS[unit ?? ''] ?? 1, unit: `${unit ?? ''}s` },
    lifetime: tokens.some((token) => LIFETIME.test(token)),
  };
}

/** `q` and `1` are one word. */
function joinedParts(words: readonly string[]): string[] {
  const found: string[] = [];
  for (const word of words) {
    const last = found.at(-1);
    if (/^\d$/.test(word) && (last === 'q' || last === 'h')) found[found.length - 1] = `${last}${word}`;
    else found.push(word);
  }
  return found;
}

/** Of how many parts of the year a word names one. */
function partsOf(word: string): number {
  if (/^q[1-4]$/.test(word)) return 4;
  if (/^h[12]$/.test(word)) return 2;
  return MONTHS.test(word) ? 12 : 0;
}
