import { decimal } from '../../../quantity.js';
import { wilson, Z, type Interval } from '../../../stats/proportion.js';
import { agrees, printed, rangeOf, type PublishedFigure } from '../figure.js';
import { INTERVAL, judge, noteFor, shown, untestable, type Finding, type Judgement } from '../finding.js';

/** A value of the file, and how far that of a sample of users strays from the whole file's. */
export interface Estimate {
  readonly value: number | null;
  /** Of 95 percent; null where a sample says nothing. */
  readonly interval: Interval | null;
  /** Standard error if the whole file's value were this. */
  readonly error: (value: number) => number;
}

/** A published figure beside the file's value of it. */
export interface Compared {
  readonly estimate: Estimate;
  readonly figure: PublishedFigure;
}

export interface Evidence extends Omit<Judgement, 'published'> {
  readonly compared?: Readonly<Record<string, Compared>>;
  /** What else a sample of this size cannot tell, a sentence each. */
  readonly doubts?: readonly string[];
}

/** The file that figures are judged by: whole, or a sample of so many users. */
export interface JudgedFile {
  readonly whole: boolean;
  readonly users: number;
}

/** Agreement within the interval of fewer users than these would say nothing. */
const ENOUGH_USERS = 100;

/** Standard errors of an interval of 99.9 percent, as Z is of 95. */
const FAR = 3.2905267314919255;

/**
 * The verdict of a file of events on figures that were published of the whole one.
 *
 * - **The whole file** gives each figure exactly: it agrees when it is the printed one, rounded as that is.
 * - **A sample** holds whole users, who are taken as drawn at random. A figure agrees when what its printed digits
 *   leave open meets the sample's interval of 95 percent. It is contradicted when it lies outside that of 99.9
 *   percent: some sixty figures are compared, of which three would lie outside 95 percent by chance alone. Between
 *   the two, and below 100 users, the claim is untestable on this file, unless something else contradicts it.
 *
 * Shares of users are measured by the score test, so that 95 percent is Wilson's interval; ratios of sums by their
 * linearised error, since the events of one user go together.
 */
export function judgeEvents(file: JudgedFile, evidence: Evidence): Finding {
  const { compared = {}, words = true, doubts = [], definition } = evidence;
  const entries = Object.entries(compared);
  const computed = { ...valuesOf(entries, file.whole), ...evidence.computed };
  const standings = entries.map(([name, pair]) => ({ name, ...pair, standing: standingOf(pair, file) }));
  const off = standings.filter(({ standing }) => standing === 'differs');
  const open = standings.filter(({ standing }) => standing === 'open');
  const unsure = open.map(
    ({ name, estimate, figure }) => `${name}: published ${printed(figure)}, here ${ranged(estimate)}`,
  );
  const untold = unsure.length === 0 ? doubts : [...doubts, `Too few users to tell: ${unsure.join('; ')}.`];
  if (words && off.length === 0 && untold.length > 0) {
    const note = [noteFor(evidence.note, 'untestable'), ...untold];
    return untestable(computed, note.filter((part) => part !== '').join(' '), definition);
  }
  const published = Object.fromEntries(off.map(({ name, figure }) => [name, figure]));
  return judge({ ...evidence, computed, published });
}

/** A share of users as an estimate, in percent. */
export function percentOf(k: number, n: number): Estimate {
  const interval = wilson(k, n);
  return {
    value: n === 0 ? null : (100 * k) / n,
    interval: interval && { low: 100 * interval.low, high: 100 * interval.high },
    error: (percent) => {
      const share = Math.min(1, Math.max(0, percent / 100));
      return 100 * Math.sqrt((share * (1 - share)) / n);
    },
  };
}

/**
 * A mean, or a ratio of sums, with its interval of 95 percent as an estimate; `scale` is 100 for percent. Where there
 * is no interval, as for one user, it cannot contradict anything.
 */
export function estimateOf(value: number | null, interval: Interval | null, scale = 1): Estimate {
  if (value === null || interval === null) {
    return { value: value === null ? null : scale * value, interval: null, error: () => Infinity };
  }
  const { low, high } = interval;
  const error = (scale * (high - low)) / 2 / Z;
  return { value: scale * value, interval: { low: scale * low, high: scale * high }, error: () => error };
}

/** Whether a file's value may be the published figure: on a sample, how many standard errors lie between them. */
function standingOf(
  { estimate, figure }: Compared,
  { whole, users }: JudgedFile,
): 'agrees' | 'open' | 'differs' {
  const { value, interval } = estimate;
  if (whole) return agrees(value, figure) ? 'agrees' : 'differs';
  if (value === null || interval === null) return 'open';
  const { low, high } = rangeOf(figure);
  const nearest = Math.min(Math.max(value, low), high);
  const distance = Math.abs(value - nearest);
  const error = estimate.error(nearest);
  if (distance > FAR * error) return 'differs';
  return distance <= Z * error && users >= ENOUGH_USERS ? 'agrees' : 'open';
}

/** Values by name, those of a sample with the ends of their intervals. */
function valuesOf(entries: readonly (readonly [string, Compared])[], whole: boolean) {
  return Object.fromEntries(
    entries.flatMap(([name, { estimate }]): [string, number | string | null][] =>
      whole || estimate.interval === null
        ? [[name, estimate.value]]
        : [
            [name, estimate.value],
            [`${name}${INTERVAL}`, between(estimate.interval)],
          ],
    ),
  );
}

function ranged({ value, interval }: Estimate): string {
  if (value === null) return 'nothing';
  return interval === null ? shown(value) : `${shown(value)} (95 percent: ${between(interval)})`;
}

/** Both ends with as many digits as their distance calls for. */
function between({ low, high }: Interval): string {
  const digits = Math.max(0, Math.min(6, Math.ceil(1 - Math.log10(high - low || 1))));
  return `${decimal(low, digits).en} to ${decimal(high, digits).en}`;
}

/** A share as a percentage, and what is not defined as that. */
export function percent(share: number | null | undefined): number | null {
  return share === null || share === undefined ? null : 100 * share;
}

/** A value of the whole file, which is sure. */
export function exact(value: number | null, figure: PublishedFigure): Compared {
  return { estimate: { value, interval: null, error: () => 0 }, figure };
}

/** A share of published counts as a published figure, in percent. */
export function percentText(k: number, n: number): string {
  return ((100 * k) / n).toFixed(3);
}

/**
 * Published counts of users beside the file's: the counts themselves where the file is whole, else their shares of
 * all users.
 */
export function usersCompared(
  file: JudgedFile,
  publishedUsers: number,
  counts: Readonly<Record<string, readonly [here: number, published: number]>>,
): Record<string, Compared> {
  return Object.fromEntries(
    Object.entries(counts).map(([name, [here, published]]) =>
      file.whole
        ? [name, exact(here, String(published))]
        : [
            `percent_${name}`,
            { estimate: percentOf(here, file.users), figure: percentText(published, publishedUsers) },
          ],
    ),
  );
}

/** The doubt that a sample of fewer than {@link ENOUGH_USERS} users leaves; none otherwise. */
export function tooFew({ whole, users }: JudgedFile): readonly string[] {
  return whole || users >= ENOUGH_USERS ? [] : [`${users} users are too few to tell.`];
}

/** Whether two values of a sample lie further apart than chance would put them; as if they did not share users. */
export function apart(one: Estimate, other: Estimate): boolean {
  if (one.value === null || other.value === null) return false;
  const error = Math.hypot(one.error(one.value), other.error(other.value));
  return Math.abs(one.value - other.value) > FAR * error;
}
