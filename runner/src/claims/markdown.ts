import { join, parse } from 'node:path';
import { encodePath, linkFrom } from '../run/paths.js';
import type { LedgerEntry } from './entry.js';

/** The first line of the table: by it a run knows that the file is its own. */
export const MARK = '<!-- Written by nbconvert-ts-runner from the claims of the notebooks. -->';

/**
 * The ledger for readers on a code host: how many claims there are and what became of them, and a table.
 *
 * @param folder where the markdown lies
 * @param base where the notebooks' paths start
 */
export function claimsMarkdown(entries: readonly LedgerEntry[], folder: string, base: string): string {
  const surprises = entries.some(({ ok }) => !ok);
  const head = ['Notebook', 'Claim', 'Verdict', ...(surprises ? ['Expected'] : [])];
  const rows = entries.map((entry) => [
    notebookLink(join(base, entry.notebook), folder),
    claimText(entry),
    entry.ok ? cell(entry.verdict) : `**${cell(entry.verdict)}**`,
    ...(surprises ? [expectation(entry)] : []),
  ]);
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [MARK, '', '# Claims', '', counts(entries), '', ...table, ''].join('\n');
}

/** `23 claims in 2 notebooks: 20 holds, 3 fails. 1 is not as expected.` */
function counts(entries: readonly LedgerEntry[]): string {
  const notebooks = new Set(entries.map(({ notebook }) => notebook)).size;
  const verdicts = [...new Set(entries.map(({ verdict }) => verdict))].sort();
  const each = verdicts.map(
    (verdict) => `${entries.filter((entry) => entry.verdict === verdict).length} ${cell(verdict)}`,
  );
  const broken = entries.filter(({ ok }) => !ok).length;
  const rest = broken === 0 ? 'All as expected.' : `**${broken} not as expected.**`;
  return `${counted(entries.length, 'claim')} in ${counted(notebooks, 'notebook')}: ${each.join(', ')}. ${rest}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Readers follow the notebook's markdown. */
function notebookLink(file: string, folder: string): string {
  const { dir, name } = parse(file);
  return `[${cell(name)}](${encodePath(linkFrom(folder, join(dir, `${name}.md`)))})`;
}

function claimText({ text, id }: LedgerEntry): string {
  return id === null ? cell(text) : `${cell(text)} (\`${id.replace(/[`|\s]+/g, ' ')}\`)`;
}

function expectation({ ok, expected, missed = [] }: LedgerEntry): string {
  if (ok) return '';
  return [...(expected === null ? [] : [expected]), ...missed].map(cell).join('; ');
}

function cell(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~#$]/g, (mark) => `\\${mark}`)
    .replace(/\s+/g, ' ')
    .trim();
}
