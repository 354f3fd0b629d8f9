import { FindingTemplateError } from '../../errors.js';
import { decimal, significant } from '../../core/quantity.js';
import { agrees, printed, type PublishedFigure } from './figure.js';
import type { PublishedVerdict } from './verdicts.js';
import { entryOf } from '../../core/entry-of.js';

/** Unrounded numbers, with shares in percent as published; texts for names taken from the data. */
export type Computed = Readonly<Record<string, number | string>>;

/** Suffix of the name of a computed value that is the 95 percent interval of the value without it. */
export const INTERVAL = '_95';

/** The verdict on a published claim, and its basis. */
export interface Judgment {
  readonly computed: Computed;
  readonly verdict: PublishedVerdict;
  /** How the numbers are defined, if that matters. */
  readonly definition: string;
  readonly note: string;
}

/** A note, for every verdict or for each separately; `{name}` is replaced by the computed value. */
export type Note = string | Readonly<Partial<Record<PublishedVerdict, string>>>;

/** What a published claim is judged by. */
export interface Evidence {
  readonly computed: Readonly<Record<string, number | string | null | undefined>>;
  /** Published figures, by the name of the computed value each is compared with. */
  readonly published?: Readonly<Record<string, PublishedFigure>>;
  /** Whether the claim's words, apart from its numbers, describe the data correctly. */
  readonly words?: boolean;
  /** Whether what the claim infers from the numbers is supported, for instance by a test. */
  readonly concludes?: boolean;
  readonly definition: string;
  /** Whether the claim holds only under this definition, which its own text does not state. */
  readonly onlyAsDefined?: boolean;
  readonly note?: Note;
}

/**
 * The verdict on a claim, computed from its numbers; only the published figures are typed.
 *
 * A published figure without a computed value, such as that of a region without users, counts as not reproduced.
 * @throws FindingTemplateError when a note names a value that does not exist.
 * @example
 * judge({
 *   computed: { ruralArpu: 1241.7 },
 *   published: { ruralArpu: '1242' },
 *   definition: 'total spending / users',
 * }).verdict; // 'confirmed'
 */
export function judge(evidence: Evidence): Judgment {
  const { published = {}, words = true, concludes = true, definition, onlyAsDefined = false } = evidence;
  const computed = present(evidence.computed);
  const off = Object.entries(published).filter(([name, figure]) => !agrees(computed[name], figure));
  const verdict = verdictOf(off.length === 0 && words, concludes, onlyAsDefined);
  const differences = off.map(
    ([name, figure]) => `${name}: published ${printed(figure)}, computed ${shown(computed[name])}`,
  );
  const note = fillNote(noteFor(evidence.note, verdict), computed);
  return {
    computed,
    verdict,
    definition,
    note: [note, differences.join('; ')].filter((part) => part !== '').join(' '),
  };
}

/** A claim that the data cannot decide; `needs` says what would be required. */
export function untestable(computed: Evidence['computed'], needs: string, definition = ''): Judgment {
  const values = present(computed);
  return { computed: values, verdict: 'untestable', definition, note: fillNote(needs, values) };
}

/** A rule implemented in this repository; `where` says where. */
export function implemented(computed: Evidence['computed'], where: string, definition = ''): Judgment {
  const values = present(computed);
  return { computed: values, verdict: 'implemented', definition, note: fillNote(where, values) };
}

function verdictOf(holds: boolean, concludes: boolean, onlyAsDefined: boolean): PublishedVerdict {
  if (!holds) return 'contradicted';
  if (!concludes) return 'unsupported';
  return onlyAsDefined ? 'confirmed-as-defined' : 'confirmed';
}

/**
 * Values as stored in a register: an undefined value is marked as such, never shown as 0; numbers have twelve
 * significant digits, so that the summation order of threads does not show.
 */
function present(values: Evidence['computed']): Computed {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, presentValue(value)]));
}

function presentValue(value: number | string | null | undefined): number | string {
  if (value === null || value === undefined || Number.isNaN(value)) return 'not defined';
  return typeof value === 'number' ? significant(value) : value;
}

/** The part of a note that belongs to a verdict. */
export function noteFor(note: Note | undefined, verdict: PublishedVerdict): string {
  if (note === undefined) return '';
  return typeof note === 'string' ? note : (note[verdict] ?? '');
}

function fillNote(note: string, computed: Computed): string {
  return note.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = entryOf(computed, name);
    if (value === undefined)
      throw new FindingTemplateError(`The note "${note}" names {${name}}, which is not computed.`);
    return shown(value);
  });
}

/** A value as shown in notes. */
export function shown(value: number | string | undefined): string {
  if (typeof value !== 'number') return value ?? 'nothing';
  if (Number.isInteger(value)) return decimal(value, 0).en;
  return Math.abs(value) < 0.001 ? value.toExponential(1) : decimal(value, Math.abs(value) < 1 ? 3 : 2).en;
}
