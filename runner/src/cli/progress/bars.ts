import { styleText } from 'node:util';
import type { CellFinished, CellStarted, NotebookStarted, ProgressListener } from '../../run/progress.js';
import type { NotebookReport } from '../../run/report.js';
import { finishedLine } from '../plain-progress.js';
import { LiveBlock, type Terminal } from './live-block.js';
import { clock, fit, padTo, widthOf } from './terminal-text.js';

/** A notebook that is running. */
interface Running {
  readonly codeCells: number;
  readonly began: number;
  done: number;
  cellId: string;
}

export interface BarOptions {
  readonly color: boolean;
  /** Seconds since some moment; the process's clock unless told otherwise. */
  readonly now?: () => number;
}

const REDRAW_MS = 100;
const LONGEST_BAR = 24;

/** A bar for each running notebook at the bottom of a terminal; finished notebooks are lines above. */
export class BarProgress implements ProgressListener {
  readonly #block: LiveBlock;
  readonly #running = new Map<string, Running>();
  readonly #color: boolean;
  readonly #now: () => number;
  #total = 0;
  #ended = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(terminal: Terminal, { color, now = () => performance.now() / 1000 }: BarOptions) {
    this.#block = new LiveBlock(terminal);
    this.#color = color;
    this.#now = now;
  }

  runStarted({ notebooks }: { notebooks: readonly string[] }): void {
    this.#total = notebooks.length;
    this.#timer = setInterval(() => {
      this.redraw();
    }, REDRAW_MS);
    this.#timer.unref();
  }

  notebookStarted({ notebook, codeCells }: NotebookStarted): void {
    this.#running.set(notebook, { codeCells, began: this.#now(), done: 0, cellId: '' });
    this.redraw();
  }

  cellStarted({ notebook, cellId }: CellStarted): void {
    const running = this.#running.get(notebook);
    if (running !== undefined) running.cellId = cellId;
  }

  cellFinished({ notebook, index }: CellFinished): void {
    const running = this.#running.get(notebook);
    if (running !== undefined) running.done = index;
  }

  notebookFinished(report: NotebookReport): void {
    this.#running.delete(report.notebook);
    this.#ended += 1;
    this.#block.print(`${this.#marked(report)}\n`);
    this.redraw();
  }

  notice(text: string): void {
    this.#block.print(`note: ${text}\n`);
  }

  /** Removes the bars and stops drawing. */
  stop(): void {
    clearInterval(this.#timer);
    this.#block.clear();
  }

  /** Draws the current bars; they are also redrawn ten times a second. */
  redraw(): void {
    const { columns } = this.#block;
    const names = [...this.#running.keys()];
    const nameColumns = Math.min(Math.max(...names.map(widthOf), 0), Math.floor(columns / 2));
    const lines = [...this.#running].map(([name, running]) => this.#line(name, running, nameColumns));
    const waiting = this.#total - this.#ended - this.#running.size;
    if (this.#total > 1) lines.push(`${this.#ended} of ${this.#total} notebooks done, ${waiting} waiting`);
    this.#block.draw(lines.map((line) => fit(line, columns)));
  }

  /** `notebooks/01.ipynb ████████░░░░  5/12  0:07 top-users`; parts that do not fit are left out */
  #line(name: string, { codeCells, began, done, cellId }: Running, nameColumns: number): string {
    const { columns } = this.#block;
    const digits = String(codeCells).length;
    const end = ` ${String(done).padStart(digits)}/${codeCells} ${clock(this.#now() - began).padStart(5)} `;
    const left = columns - nameColumns - widthOf(end);
    const bar = left < 12 ? '' : ` ${drawBar(done, codeCells, Math.min(LONGEST_BAR, Math.floor(left / 2)))}`;
    return `${padTo(fit(name, nameColumns), nameColumns)}${bar}${end}${cellId}`;
  }

  #marked(report: NotebookReport): string {
    const line = finishedLine(report);
    const good = report.status !== 'failed';
    const mark = good ? '✔' : '✖';
    return `${this.#color ? styleText(good ? 'green' : 'red', mark) : mark} ${line}`;
  }
}

function drawBar(done: number, all: number, columns: number): string {
  const full = all === 0 ? columns : Math.floor((done / all) * columns);
  return '█'.repeat(full) + '░'.repeat(columns - full);
}
