import { relative } from 'node:path';
import { describeClaim } from '../run/claims.js';
import type { NotebookReport, RunReport } from '../run/report.js';
import { counted } from './plain-progress.js';

/** What a run ends with: every failure with its place, claims that do not hold, and the counts. */
export function summary({ notebooks }: RunReport): string {
  const count = (status: NotebookReport['status']): number =>
    notebooks.filter((notebook) => notebook.status === status).length;
  const skipped = count('skipped') === 0 ? '' : `, ${count('skipped')} not run`;
  const total = `${counted(notebooks.length, 'notebook')}: ${count('ok')} ok, ${count('failed')} failed${skipped}`;
  return `${failureSummary({ notebooks })}${total}\n`;
}

/** Only what went wrong: claims that do not hold, and every failure with its place; empty when all is well. */
export function failureSummary({ notebooks }: Pick<RunReport, 'notebooks'>): string {
  const claims = notebooks.filter(({ status }) => status === 'ok').flatMap(brokenClaimLines);
  return [...claims, ...notebooks.flatMap(failureLines)].map((line) => `${line}\n`).join('');
}

function failureLines({ notebook, error, partial, blockedBy }: NotebookReport): string[] {
  if (blockedBy !== undefined)
    return [`${notebook}: not run: it reads ${blockedBy.path}, and ${blockedBy.producer} failed`];
  if (error === undefined) return [];
  const saved = partial === undefined ? [] : [`  outputs so far: ${relative(process.cwd(), partial)}`];
  return [`error: ${error.message}`, ...saved];
}

function brokenClaimLines({ notebook, claims }: NotebookReport): string[] {
  const broken = claims.filter(({ ok }) => !ok);
  if (broken.length === 0) return [];
  return [`${notebook}: ${counted(broken.length, 'claim')} of ${claims.length} not as published:`].concat(
    broken.map((claim) => `  - ${describeClaim(claim)}`),
  );
}
