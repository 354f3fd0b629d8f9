import { toUSVString } from 'node:util';
import { join, parse } from 'node:path';
import { encodePath, linkFrom } from '../run/paths.js';
import { isUndecided } from '../run/claims.js';
import { counted, countedClaims } from '../text/counted.js';
import type { RegisterEntry } from './entry.js';

/** The first line of the file: by it a run knows that it is its own. */
export const MARK = '<!-- Written by nbconvert-ts-runner from the claims of the notebooks. -->';

/** What becomes of the sentences of each kind: a section of its own. */
const SECTIONS = [
  { kind: 'finding', title: 'Findings', column: 'Finding' },
  { kind: 'published', title: 'Published claims', column: 'Published claim' },
] as const;

/**
 * The register as markdown: the findings, then the published claims, each
 * with counts and a table.
 *
 * @param folder where the markdown lies
 * @param base where the notebooks' paths start
 */
export function claimsMarkdown(entries: readonly RegisterEntry[], folder: string, base: string): string {
  const sections = SECTIONS.map((section) => ({
    ...section,
    own: entries.filter(({ kind }) => kind === section.kind),
  })).filter(({ own }) => own.length > 0);
  const [only] = sections;
  const single = sections.length === 1;
  const title = single && only !== undefined ? only.title : 'Findings and published claims';
  const parts = sections.flatMap(({ own, title: heading, column }) => [
    ...(single ? [] : [`## ${heading}`, '']),
    counts(own),
    '',
    ...table(own, column, folder, base),
    '',
  ]);
  return toUSVString([MARK, '', `# ${title}`, '', ...parts].join('\n')); // as it is in a file
}

function table(entries: readonly RegisterEntry[], column: string, folder: string, base: string): string[] {
  const surprises = entries.some(({ ok }) => !ok);
  const head = ['Notebook', column, 'Verdict', ...(surprises ? ['Expected'] : [])];
  const rows = entries.map((entry) => [
    notebookLink(join(base, entry.notebook), folder),
    claimText(entry),
    entry.ok ? cell(entry.verdict) : `**${cell(entry.verdict)}**`,
    ...(surprises ? [expectation(entry)] : []),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** `23 findings in 2 notebooks (fails 3, holds 20). All as expected.` */
function counts(entries: readonly RegisterEntry[]): string {
  const notebooks = new Set(entries.map(({ notebook }) => notebook)).size;
  const verdicts = [...new Set(entries.map(({ verdict }) => verdict))].sort();
  const each = verdicts.map(
    (verdict) => `${cell(verdict)} ${entries.filter((entry) => entry.verdict === verdict).length}`,
  );
  const undecided = entries.filter(isUndecided).length;
  const broken = entries.filter(({ ok }) => !ok).length - undecided;
  const marked = [
    ...(broken > 0 ? [`${broken} not as expected`] : []),
    ...(undecided > 0 ? [`${undecided} cannot be told from these data`] : []),
  ];
  const rest = marked.length === 0 ? 'All as expected.' : `**${marked.join(', ')}.**`;
  const all = countedClaims(entries.map(({ kind }) => kind));
  return `${all} in ${counted(notebooks, 'notebook')} (${each.join(', ')}). ${rest}`;
}

/** Readers follow the notebook's markdown. */
function notebookLink(file: string, folder: string): string {
  const { dir, name } = parse(file);
  return `[${cell(name)}](${encodePath(linkFrom(folder, join(dir, `${name}.md`)))})`;
}

function claimText({ text, id, robustness }: RegisterEntry): string {
  const source = id === null ? '' : ` (\`${id.replace(/[`|\s]+/g, ' ')}\`)`;
  return cell(text) + source + (robustness === undefined ? '' : ` *${cell(robustness)}*`);
}

function expectation({ ok, expected, missed = [] }: RegisterEntry): string {
  if (ok) return '';
  return [...(expected === null ? [] : [expected]), ...missed].map(cell).join('; ');
}

function cell(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~#$]/g, (mark) => `\\${mark}`)
    .replace(/\s+/g, ' ')
    .trim();
}
