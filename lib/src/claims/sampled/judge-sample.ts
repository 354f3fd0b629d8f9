import { INTERVAL, judge, noteFor, untestable, type Evidence, type Judgment } from '../published/judge.js';
import {
  between,
  comparedText,
  confirmedText,
  FALSE_CONTRADICTION,
  standingOf,
  type Compared,
  type JudgedFile,
  type Source,
} from './standing.js';

/** What a claim about all users is judged by where a sample of them may be at hand. */
export interface SampleEvidence extends Omit<Evidence, 'published'> {
  /** Published figures with their values, which are shown with their 95 percent intervals. */
  readonly compared?: Readonly<Record<string, Compared>>;
  /** Comparisons that the words rest on, such as "most": shown only where they decide or are left open. */
  readonly tests?: Readonly<Record<string, Compared>>;
  /** What else a sample of this size cannot decide, one sentence each. */
  readonly doubts?: readonly string[];
}

/** How many comparisons a note lists. */
const LISTED = 3;

/**
 * The verdict of a file on a claim about all users.
 *
 * Every figure and every comparing word is an interval (see `standingOf`). The claim is contradicted if one of them
 * differs, confirmed if all agree, and cannot be told otherwise. A claim that is true of all users is contradicted by
 * less than one sample in a thousand, however many figures it has.
 *
 * @example
 * judgeSample({ whole: false, users: 113 }, {
 *   computed: {},
 *   compared: { percent: { estimate: shareOf(73, 113), figure: '68.3', kind: 'percent' } },
 *   definition: 'buyers / users',
 * }).verdict; // 'untestable'
 */
export function judgeSample(file: JudgedFile, evidence: SampleEvidence): Judgment {
  const { compared = {}, tests = {}, words = true, doubts = [], definition } = evidence;
  const from = (source: Source, pairs: Readonly<Record<string, Compared>>) =>
    Object.entries(pairs).map(([name, pair]) => ({ name, pair, source }));
  const all = [...from('published', compared), ...from('required', tests)];
  const alpha = FALSE_CONTRADICTION / Math.max(1, all.length);
  const standing = all.map((one) => ({ ...one, is: standingOf(one.pair, file.whole, alpha) }));
  const of = (is: string) => standing.filter((one) => one.is === is);
  const [off, open, agreed] = [of('differs'), of('open'), of('agrees')];
  const decisive = file.whole ? off.filter(({ source }) => source === 'required') : [];
  const computed = {
    ...valuesOf(compared, file.whole),
    ...evidence.computed,
    ...Object.fromEntries(decisive.map(({ name, pair }) => [name, pair.estimate.value])),
  };
  const note = (verdict: Judgment['verdict'], ...said: readonly string[]) =>
    [noteFor(evidence.note, verdict), ...said].filter((part) => part !== '').join(' ');
  if (!words || off.length > 0) {
    const texts = off.map(({ name, source, pair }) => comparedText(name, source, pair, alpha));
    const said = file.whole ? '' : listed('Beyond chance', texts);
    return judge({
      ...evidence,
      ...{ computed, words: file.whole ? words : false, note: note('contradicted', said) },
      ...(file.whole && { published: Object.fromEntries(off.map(({ name, pair }) => [name, pair.figure])) }),
    });
  }
  if (doubts.length > 0 || open.length > 0) {
    const texts = open.map(({ name, source, pair }) => comparedText(name, source, pair, null));
    return untestable(
      computed,
      note('untestable', ...doubts, listed('Too few users to tell', texts)),
      definition,
    );
  }
  const shown = agreed.filter(({ source }) => source === 'published');
  const texts = shown.map(({ name, pair }) => confirmedText(name, pair));
  const judged = judge({ ...evidence, computed });
  if (file.whole || !judged.verdict.startsWith('confirmed') || texts.length === 0) return judged;
  return {
    ...judged,
    note: [judged.note, `Confirmed within a margin: ${texts.join('; ')}.`].join(' ').trim(),
  };
}

/** A sentence with the first few of some texts. */
function listed(lead: string, texts: readonly string[]): string {
  if (texts.length === 0) return '';
  const more = texts.length > LISTED ? ` And ${texts.length - LISTED} more.` : '';
  return `${lead}: ${texts.slice(0, LISTED).join('; ')}.${more}`;
}

/** Values by name; for a sample, with the bounds of their intervals. */
function valuesOf(compared: Readonly<Record<string, Compared>>, whole: boolean) {
  return Object.fromEntries(
    Object.entries(compared).flatMap(([name, { estimate }]): [string, number | string | null][] =>
      whole || estimate.interval === null
        ? [[name, estimate.value]]
        : [
            [name, estimate.value],
            [`${name}${INTERVAL}`, between(estimate.interval)],
          ],
    ),
  );
}
