import type { CellFinished, ProgressListener } from '../run/progress.js';
import type { NotebookReport } from '../run/report.js';

/** A line for each notebook and each cell: readable in a terminal and in the log of a build server. */
export class PlainProgress implements ProgressListener {
  readonly #out: { write: (text: string) => unknown };

  constructor(out: { write: (text: string) => unknown }) {
    this.#out = out;
  }

  notebookStarted({
    notebook,
    codeCells,
    kernel,
  }: {
    notebook: string;
    codeCells: number;
    kernel: string;
  }): void {
    this.#line(`${notebook}: ${counted(codeCells, 'code cell')}, kernel ${kernel}`);
  }

  cellFinished({ index, codeCells, cellId, ok, seconds }: CellFinished): void {
    const width = String(codeCells).length;
    const place = `[${String(index).padStart(width)}/${codeCells}]`;
    this.#line(`  ${place} ${cellId} ${seconds.toFixed(2)} s${ok ? '' : ' FAILED'}`);
  }

  notebookFinished({ notebook, status, cached, seconds, figures, claims, error }: NotebookReport): void {
    const made = [figures && counted(figures, 'figure'), claims.length && counted(claims.length, 'claim')];
    const extra = made
      .filter((part) => part !== 0)
      .map((part) => `, ${part}`)
      .join('');
    if (status === 'ok' && cached === true) this.#line(`${notebook}: unchanged${extra}`);
    else if (status === 'ok') this.#line(`${notebook}: ok in ${seconds.toFixed(1)} s${extra}`);
    else this.#line(`${notebook}: ${status}${error === undefined ? '' : ` (${error.name})`}`);
  }

  notice(text: string): void {
    this.#line(`note: ${text}`);
  }

  #line(text: string): void {
    this.#out.write(`${text}\n`);
  }
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
