import { counted } from '../../text/counted.js';
import type { Difference } from '../difference.js';
import type { CheckReport, NotebookCheck } from '../report.js';
import { describeDetails, describeWhere } from './describe.js';

/** The report for a terminal: by notebook and cell, and the counts at the end. */
export function consoleReport({ notebooks }: CheckReport): string {
  const parts = notebooks.map((check) => notebookLines(check).join('\n'));
  const count = (status: NotebookCheck['status']): number =>
    notebooks.filter((check) => check.status === status).length;
  const total = [
    `${count('same')} as committed`,
    `${count('different')} different`,
    ...(count('failed') > 0 ? [`${count('failed')} failed`] : []),
    ...(count('skipped') > 0 ? [`${count('skipped')} not run`] : []),
  ];
  return [...parts, `${counted(notebooks.length, 'notebook')}: ${total.join(', ')}`, ''].join('\n');
}

function notebookLines({ notebook, status, differences, uncompared }: NotebookCheck): string[] {
  const state = {
    same: 'as committed',
    different: counted(differences.length, 'difference'),
    failed: 'failed',
    skipped: 'not run',
  }[status];
  const left = uncompared.length === 0 ? '' : ` (not compared, as git ignores it: ${uncompared.join(', ')})`;
  return [`${notebook}: ${state}${left}`, ...differences.flatMap(differenceLines)];
}

function differenceLines(difference: Difference): string[] {
  const where = describeWhere(difference);
  return [
    `  ${where === undefined ? '' : `${where}: `}${difference.message}`,
    ...describeDetails(difference).map((line) => `      ${line}`),
  ];
}
