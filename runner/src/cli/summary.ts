import { relative } from 'node:path';
import { claimLine } from '../run/claims.js';
import type { NotebookReport, RunReport } from '../run/report.js';
import { summaryTable } from './summary-table.js';
import { claimLists, counted, countedClaims } from '../text/counted.js';

/** The summary of a run: every failure with its place, claims that do not hold, one line per notebook, and the counts. */
export function summary({ notebooks }: RunReport): string {
  const count = (status: NotebookReport['status']): number =>
    notebooks.filter((notebook) => notebook.status === status).length;
  const skipped = count('skipped') === 0 ? '' : `, ${count('skipped')} not run`;
  const total = `${counted(notebooks.length, 'notebook')}: ${count('ok')} ok, ${count('failed')} failed${skipped}`;
  const table = notebooks.length > 1 && count('ok') < notebooks.length ? summaryTable(notebooks) : [];
  return asText([...failures(notebooks), ...table, total]);
}

/** Only the problems: claims that do not hold, and every failure with its place; empty if there are none. */
export function failureSummary({ notebooks }: Pick<RunReport, 'notebooks'>): string {
  return asText([...failures(notebooks), ...notebooks.flatMap(blockedLines)]);
}

function asText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function failures(notebooks: readonly NotebookReport[]): string[] {
  const claims = notebooks.filter(({ status }) => status === 'ok').flatMap(brokenClaimLines);
  return [...claims, ...notebooks.flatMap(failureLines)];
}

function blockedLines({ notebook, blockedBy }: NotebookReport): string[] {
  return blockedBy === undefined
    ? []
    : [`${notebook}: not run: it reads ${blockedBy.path}, and ${blockedBy.producer} failed`];
}

function failureLines({ error, partial }: NotebookReport): string[] {
  if (error === undefined) return [];
  const saved = partial === undefined ? [] : [`  outputs so far: ${relative(process.cwd(), partial)}`];
  return [`error: ${error.message}`, ...saved];
}

function brokenClaimLines({ notebook, claims }: NotebookReport): string[] {
  const broken = claims.filter(({ ok }) => !ok);
  if (broken.length === 0) return [];
  const all = countedClaims(claims.map(({ kind }) => kind));
  return claimLists(notebook, broken.map(claimLine), `, of ${all}`);
}
