import { ClaimTemplateError } from '../../errors.js';
import { decimal, significant } from '../../quantity.js';
import { agrees, printed, type PublishedFigure } from './figure.js';

/**
 * What recomputing a published claim gives.
 *
 * - `confirmed`: numbers and words hold.
 * - `confirmed-as-defined`: they hold only under a definition that has to be stated.
 * - `contradicted`: a number or what the words say of the data does not hold.
 * - `unsupported`: the numbers hold, what is concluded from them does not.
 * - `untestable`: the data given cannot tell.
 * - `implemented`: a rule rather than a claim; the note says where it lives.
 */
export type LedgerVerdict =
  'confirmed' | 'confirmed-as-defined' | 'contradicted' | 'unsupported' | 'untestable' | 'implemented';

export const LEDGER_VERDICTS: readonly LedgerVerdict[] = [
  'confirmed',
  'confirmed-as-defined',
  'contradicted',
  'unsupported',
  'untestable',
  'implemented',
];

/** Numbers unrounded, shares in percent as published; texts for names the data decide. */
export type Computed = Readonly<Record<string, number | string>>;

/** What the name of a computed value ends in that is the interval of 95 percent of the value before. */
export const INTERVAL = '_95';

export interface Finding {
  readonly computed: Computed;
  readonly verdict: LedgerVerdict;
  /** How the numbers are defined, where that matters. */
  readonly definition: string;
  readonly note: string;
}

/** A note, the same for every verdict or one for each; `{name}` is replaced by the computed value. */
export type Note = string | Readonly<Partial<Record<LedgerVerdict, string>>>;

export interface Judgement {
  readonly computed: Readonly<Record<string, number | string | null | undefined>>;
  /** Published figures, by the name of the computed one that each is compared with. */
  readonly published?: Readonly<Record<string, PublishedFigure>>;
  /** Whether the words of the claim, beyond its numbers, describe the data rightly. */
  readonly words?: boolean;
  /** Whether what the claim infers from the numbers is borne out, by a test for instance. */
  readonly concludes?: boolean;
  readonly definition: string;
  /** Whether the claim holds only under this definition, which its own text does not give. */
  readonly onlyAsDefined?: boolean;
  readonly note?: Note;
}

/**
 * The verdict on a claim, from its numbers: nothing is typed but what was published.
 *
 * A published figure for which the data give no value, such as that of a region without users, is not reproduced.
 * @throws ClaimTemplateError when a note names a value that is not there.
 * @example
 * judge({
 *   computed: { ruralArpu: 1241.7 },
 *   published: { ruralArpu: '1242' },
 *   definition: 'total spending / users',
 * }).verdict; // 'confirmed'
 */
export function judge(judgement: Judgement): Finding {
  const { published = {}, words = true, concludes = true, definition, onlyAsDefined = false } = judgement;
  const computed = present(judgement.computed);
  const off = Object.entries(published).filter(([name, figure]) => !agrees(computed[name], figure));
  const verdict = verdictOf(off.length === 0 && words, concludes, onlyAsDefined);
  const differences = off.map(
    ([name, figure]) => `${name}: published ${printed(figure)}, computed ${shown(computed[name])}`,
  );
  const note = fillNote(noteFor(judgement.note, verdict), computed);
  return {
    computed,
    verdict,
    definition,
    note: [note, differences.join('; ')].filter((part) => part !== '').join(' '),
  };
}

/** A claim that the data cannot decide: `needs` says what it would take. */
export function untestable(computed: Judgement['computed'], needs: string, definition = ''): Finding {
  const values = present(computed);
  return { computed: values, verdict: 'untestable', definition, note: fillNote(needs, values) };
}

/** A rule that lives in this repository: `where` names it. */
export function implemented(computed: Judgement['computed'], where: string, definition = ''): Finding {
  const values = present(computed);
  return { computed: values, verdict: 'implemented', definition, note: fillNote(where, values) };
}

function verdictOf(holds: boolean, concludes: boolean, onlyAsDefined: boolean): LedgerVerdict {
  if (!holds) return 'contradicted';
  if (!concludes) return 'unsupported';
  return onlyAsDefined ? 'confirmed-as-defined' : 'confirmed';
}

/**
 * Values as the ledger holds them: one that is not defined is said to be so, never shown as 0; numbers have twelve
 * significant digits, so that the order in which threads add up never reaches it.
 */
function present(values: Judgement['computed']): Computed {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, presentValue(value)]));
}

function presentValue(value: number | string | null | undefined): number | string {
  if (value === null || value === undefined || Number.isNaN(value)) return 'not defined';
  return typeof value === 'number' ? significant(value) : value;
}

/** The part of a note that belongs to a verdict. */
export function noteFor(note: Note | undefined, verdict: LedgerVerdict): string {
  if (note === undefined) return '';
  return typeof note === 'string' ? note : (note[verdict] ?? '');
}

function fillNote(note: string, computed: Computed): string {
  return note.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = computed[name];
    if (value === undefined)
      throw new ClaimTemplateError(`The note "${note}" names {${name}}, which is not computed.`);
    return shown(value);
  });
}

/** A value as notes show it. */
export function shown(value: number | string | undefined): string {
  if (typeof value !== 'number') return value ?? 'nothing';
  if (Number.isInteger(value)) return decimal(value, 0).en;
  return Math.abs(value) < 0.001 ? value.toExponential(1) : decimal(value, Math.abs(value) < 1 ? 3 : 2).en;
}
