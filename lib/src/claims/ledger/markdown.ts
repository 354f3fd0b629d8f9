import { INTERVAL, LEDGER_VERDICTS, type LedgerVerdict } from './finding.js';
import type { LedgerEntry } from './ledger.js';
import type { Study } from './published/publishedClaim.js';

const TITLES: Readonly<Record<Study, string>> = {
  douyin: 'Study of a short-video shop, 1,000 users',
  taobao: 'Study of a marketplace, 100 million events',
  netsuite: 'Audit of a customer segmentation',
  xiaoxiang: 'Tiering system of a fresh-food shop',
};

const MEANINGS: Readonly<Record<LedgerVerdict, string>> = {
  confirmed: 'numbers and words hold',
  'confirmed-as-defined': 'they hold only under the definition given',
  contradicted: 'a number, or what is said of the data, does not hold',
  unsupported: 'the numbers hold, what is concluded from them does not',
  untestable: 'the data cannot tell',
  implemented: 'a rule rather than a claim; the note says where it lives',
};

/**
 * The ledger as a document: counts of verdicts, what does not hold, then every claim beside what was computed.
 *
 * @example
 * const text = ledgerMarkdown(await recomputeClaims(engine, { users: 'data/sample/users.csv' }));
 */
export function ledgerMarkdown(entries: readonly LedgerEntry[]): string {
  const studies = Object.keys(TITLES) as readonly Study[];
  const lines = [
    '# Published claims, recomputed',
    '',
    'Made by `npm run claims -- --users FILE --events FILE --markdown claims.md`. Percentages are in percent; behind a',
    'value of a sample stands its interval of 95 percent; numbers are shortened here and whole in the JSON that `--out`',
    'writes.',
    '',
    ...summary(entries, studies),
    ...refuted(entries),
    ...studies.flatMap((study) => chapter(entries, study)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function refuted(entries: readonly LedgerEntry[]): string[] {
  const own = entries.filter(({ verdict }) => verdict === 'contradicted' || verdict === 'unsupported');
  if (own.length === 0) return [];
  return [
    '## What does not hold',
    '',
    row(['Claim', 'Published', 'Verdict', 'What the data say']),
    row(['---', '---', '---', '---']),
    ...own.map(({ id, published, verdict, note }) =>
      row([`\`${id}\``, escape(published), verdict, escape(note)]),
    ),
    '',
  ];
}

function summary(entries: readonly LedgerEntry[], studies: readonly Study[]): string[] {
  const count = (verdict: LedgerVerdict, study: Study) =>
    entries.filter((entry) => entry.verdict === verdict && entry.document === study).length;
  return [
    row(['Verdict', ...studies, 'Meaning']),
    row(['---', ...studies.map(() => '---:'), '---']),
    ...LEDGER_VERDICTS.map((verdict) =>
      row([verdict, ...studies.map((study) => String(count(verdict, study))), MEANINGS[verdict]]),
    ),
    '',
  ];
}

function chapter(entries: readonly LedgerEntry[], study: Study): string[] {
  const own = entries.filter((entry) => entry.document === study);
  if (own.length === 0) return [];
  return [
    `## ${TITLES[study]}`,
    '',
    row(['Claim', 'Published', 'Verdict', 'Computed', 'Definition and note']),
    row(['---', '---', '---', '---', '---']),
    ...own.map((entry) =>
      row([
        `\`${entry.id}\``,
        escape(entry.published),
        entry.verdict,
        escape(computedText(entry)),
        escape([entry.definition, entry.note].filter((text) => text !== '').join(' ')),
      ]),
    ),
    '',
  ];
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const escape = (text: string) =>
  text.replace(/[\\`*_[\]<>|~]/g, (character) => `\\${character}`).replaceAll('\n', ' ');

/** Numbers with four significant digits, each with its interval: the full ones are in the JSON. */
function computedText({ computed }: LedgerEntry): string {
  return Object.entries(computed)
    .filter(([name]) => !name.endsWith(INTERVAL))
    .map(([name, value]) => {
      const interval = computed[`${name}${INTERVAL}`];
      const text = typeof value === 'number' ? short(value) : value;
      return `${name.replaceAll('_', ' ')} ${text}${interval === undefined ? '' : ` (${interval})`}`;
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
