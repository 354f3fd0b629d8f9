import type { RunnerError } from '../errors.js';
import type { NotebookReport } from '../run/report.js';

const HEAD = ['notebook', 'result', 'cell', 'time', 'error'];

/** One line a notebook: what became of it, where it stopped, how long it took and why. */
export function summaryTable(reports: readonly NotebookReport[]): string[] {
  const rows = [HEAD, ...reports.map(row)];
  const widths = HEAD.map((_head, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
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
