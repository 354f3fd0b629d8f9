import type { CellFinished, NotebookStarted, ProgressListener } from '../run/progress.js';
import type { NotebookReport } from '../run/report.js';
import { counted, countedClaims } from '../text/counted.js';

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
    // Lines of notebooks that run in parallel come mixed.
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

/** The result of a notebook, in one line. */
export function finishedLine({
  notebook,
  status,
  cached,
  seconds,
  figures,
  claims,
  error,
}: NotebookReport): string {
  const made = [
    ...(figures > 0 ? [counted(figures, 'figure')] : []),
    ...(claims.length > 0 ? [countedClaims(claims.map(({ kind }) => kind))] : []),
  ];
  const extra = made.map((part) => `, ${part}`).join('');
  if (status === 'ok' && cached === true) return `${notebook}: unchanged${extra}`;
  if (status === 'ok') return `${notebook}: ok in ${seconds.toFixed(1)} s${extra}`;
  return `${notebook}: ${status}${error === undefined ? '' : ` (${error.name})`}`;
}
