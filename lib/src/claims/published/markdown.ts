import type { RegisterEntry } from './entry.js';
import { INTERVAL, type Computed } from './judge.js';
import { PUBLISHED_VERDICTS, VERDICT_WORDS, type PublishedVerdict } from './verdicts.js';

export interface RegisterDocument {
  /** Heading of the whole register. */
  readonly title: string;
  /** How it was made: a paragraph of markdown. */
  readonly about: string;
  /** Title of each document, by its name, in the order of the chapters. */
  readonly documents: Readonly<Record<string, string>>;
}

/**
 * A register of published claims as markdown: counts of verdicts, claims that do not hold, then every claim with its
 * computed values.
 *
 * @example
 * registerMarkdown(entries, { title: 'Claims', about: 'Recomputed from users.csv.', documents: { spring: 'Spring report' } });
 */
export function registerMarkdown(
  entries: readonly RegisterEntry[],
  { title, about, documents }: RegisterDocument,
): string {
  const lines = [
    `# ${title}`,
    '',
    about,
    '',
    ...summary(entries, Object.keys(documents)),
    ...refuted(entries),
    ...Object.entries(documents).flatMap(([name, heading]) => chapter(entries, name, heading)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function refuted(entries: readonly RegisterEntry[]): string[] {
  const own = entries.filter(({ verdict }) => verdict === 'contradicted' || verdict === 'unsupported');
  if (own.length === 0) return [];
  return [
    '## What does not hold',
    '',
    row(['Claim', 'Published', 'Verdict', 'What the data show']),
    row(['---', '---', '---', '---']),
    ...own.map(({ id, published, verdict, note }) =>
      row([`\`${id}\``, escape(published), wordOf(verdict), escape(note)]),
    ),
    '',
  ];
}

function summary(entries: readonly RegisterEntry[], documents: readonly string[]): string[] {
  const count = (verdict: PublishedVerdict, document: string) =>
    entries.filter((entry) => entry.verdict === verdict && entry.document === document).length;
  return [
    row(['Verdict', ...documents, 'Meaning']),
    row(['---', ...documents.map(() => '---:'), '---']),
    ...PUBLISHED_VERDICTS.map((verdict) =>
      row([
        wordOf(verdict),
        ...documents.map((document) => String(count(verdict, document))),
        VERDICT_WORDS[verdict].meaning.en,
      ]),
    ),
    '',
  ];
}

function chapter(entries: readonly RegisterEntry[], document: string, heading: string): string[] {
  const own = entries.filter((entry) => entry.document === document);
  if (own.length === 0) return [];
  return [
    `## ${heading}`,
    '',
    row(['Claim', 'Published', 'Verdict', 'Computed', 'Definition and note']),
    row(['---', '---', '---', '---', '---']),
    ...own.map((entry) =>
      row([
        `\`${entry.id}\``,
        escape(entry.published),
        wordOf(entry.verdict),
        escape(computedText(entry.computed)),
        escape([entry.definition, entry.note].filter((text) => text !== '').join(' ')),
      ]),
    ),
    '',
  ];
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const escape = (text: string) =>
  text.replace(/[\\`*_[\]<>|~]/g, (character) => `\\${character}`).replaceAll('\n', ' ');

const wordOf = (verdict: PublishedVerdict) => VERDICT_WORDS[verdict].name.en;

/** A computed value as a register shows it: its key, the rounded value, and its 95 percent interval. */
export interface ComputedValue {
  readonly key: string;
  readonly text: string;
  readonly interval: string | undefined;
}

/**
 * Rounded computed values, each with its interval if it has one.
 *
 * @example
 * computedValues({ women: 45.2123, women_95: '42.1 to 48.3' }); // [{ key: 'women', text: '45.21', interval: '42.1 to 48.3' }]
 */
export function computedValues(computed: Computed): readonly ComputedValue[] {
  return Object.entries(computed)
    .filter(([key]) => !key.endsWith(INTERVAL))
    .map(([key, value]) => ({
      key,
      text: typeof value === 'number' ? short(value) : value,
      interval: computed[`${key}${INTERVAL}`]?.toString(),
    }));
}

/**
 * Computed values as a register shows them, rounded, each with its interval: `users 206; percent 20.60`.
 *
 * @example
 * computedText({ percent_women: 45.21, percent_women_95: '42.1 to 48.3' }); // 'percent women 45.21 (42.1 to 48.3)'
 */
export function computedText(computed: Computed): string {
  return computedValues(computed)
    .map(({ key, text, interval }) => {
      const around = interval === undefined ? '' : ` (${interval})`;
      return `${key.replaceAll('_', ' ')} ${text}${around}`;
    })
    .join('; ');
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const PRECISE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

function short(value: number): string {
  if (Number.isInteger(value)) return WHOLE.format(value);
  return Math.abs(value) < 0.01
    ? value.toExponential(1)
    : Math.abs(value) < 1
      ? value.toFixed(3)
      : PRECISE.format(value);
}
