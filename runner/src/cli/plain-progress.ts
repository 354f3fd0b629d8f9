import type { CellFinished, NotebookStarted, ProgressListener } from '../run/progress.js';
import type { NotebookReport } from '../run/report.js';

/** A line for each notebook and each cell: readable in a terminal and in the log of a build server. */
export class PlainProgress implements ProgressListener {
  readonly #out: { write: (text: string) => unknown };
  readonly #running = new Set<string>();

  constructor(out: { write: (text: string) => unknown }) {
    this.#out = out;
  }

  notebookStarted({ notebook, codeCells, kernel }: NotebookStarted): void {
    this.#running.add(notebook);
    this.#line(`${notebook}: ${counted(codeCells, 'code cell')}, kernel ${kernel}`);
  }

  cellFinished({ notebook, index, codeCells, cellId, ok, seconds }: CellFinished): void {
    const width = String(codeCells).length;
    // Lines of notebooks that run side by side come mixed.
    const whose = this.#running.size > 1 ? `${notebook} ` : '';
    const place = `${whose}[${String(index).padStart(width)}/${codeCells}]`;
    this.#line(`  ${place} ${cellId} ${seconds.toFixed(2)} s${ok ? '' : ' FAILED'}`);
  }

  notebookFinished(report: NotebookReport): void {
    this.#running.delete(report.notebook);
    this.#line(finishedLine(report));
  }

  notice(text: string): void {
    this.#line(`note: ${text}`);
  }

  #line(text: string): void {
    this.#out.write(`${text}\n`);
  }
}

/** What became of a notebook, in a line. */
export function finishedLine({
  notebook,
  status,
  cached,
  seconds,
  figures,
  claims,
  error,
}: NotebookReport): string {
  const made = [figures && counted(figures, 'figure'), claims.length && counted(claims.length, 'claim')];
  const extra = made
    .filter((part) => part !== 0)
    .map((part) => `, ${part}`)
    .join('');
  if (status === 'ok' && cached === true) return `${notebook}: unchanged${extra}`;
  if (status === 'ok') return `${notebook}: ok in ${seconds.toFixed(1)} s${extra}`;
  return `${notebook}: ${status}${error === undefined ? '' : ` (${error.name})`}`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
