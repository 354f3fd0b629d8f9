import type { RunnerError } from '../errors.js';
import type { NotebookReport } from '../run/report.js';
import { textTable } from './text-table.js';

const HEAD = ['notebook', 'result', 'cell', 'time', 'error'];

/** One row per notebook: result, cell where it stopped, time and reason. */
export function summaryTable(reports: readonly NotebookReport[]): string[] {
  return textTable([HEAD, ...reports.map(row)]);
}

function row({ notebook, status, cached, seconds, error, blockedBy }: NotebookReport): string[] {
  const result = status === 'skipped' ? 'not run' : cached === true && status === 'ok' ? 'unchanged' : status;
  const time = status === 'skipped' ? '' : `${seconds.toFixed(1)} s`;
  const reason =
    blockedBy === undefined
      ? shortReason(error)
      : `reads ${blockedBy.path}, and ${blockedBy.producer} failed`;
  return [notebook, result, cellOf(error), time, reason];
}

function cellOf(error: RunnerError | undefined): string {
  const place = error !== undefined && 'place' in error ? (error.place as { id: string }) : undefined;
  return place?.id ?? '';
}

/** The first line, without the place, which has columns of its own. */
function shortReason(error: RunnerError | undefined): string {
  if (error === undefined) return '';
  const [line = ''] = error.message.split('\n', 1);
  const text = line.replace(/^\S+\.ipynb(?:, cell \d+ \([^)]*\))?(?:, line \d+)?: /, '');
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
