import { UsageError } from '../../errors.js';
import { writeFilesAtomically } from '../../files.js';
import type { CellFinished, ProgressListener } from '../../run/progress.js';
import type { NotebookReport } from '../../run/report.js';

interface CellTime {
  readonly id: string;
  readonly ok: boolean;
  readonly seconds: number;
}

/**
 * Collects how long notebooks and cells took, for a file of its own: in a notebook times would differ in every
 * run.
 *
 * The file is `{"seconds": number, "notebooks": [{"notebook", "status", "seconds", "cells": [{"id", "ok",
 * "seconds"}]}]}`, notebooks in the order in which they ended, seconds to the millisecond.
 */
export class Timings implements ProgressListener {
  readonly #path: string;
  readonly #began = performance.now();
  readonly #cells = new Map<string, CellTime[]>();
  readonly #notebooks: object[] = [];

  /** @throws {UsageError} when the file would be a notebook */
  constructor(path: string) {
    if (path.endsWith('.ipynb'))
      throw new UsageError(`--timings ${path}: this would overwrite a notebook. Choose another file.`);
    this.#path = path;
  }

  cellFinished({ notebook, cellId: id, ok, seconds }: CellFinished): void {
    const cells = this.#cells.get(notebook) ?? [];
    this.#cells.set(notebook, [...cells, { id, ok, seconds: rounded(seconds) }]);
  }

  notebookFinished({ notebook, status, seconds }: NotebookReport): void {
    const cells = this.#cells.get(notebook) ?? [];
    this.#notebooks.push({ notebook, status, seconds: rounded(seconds), cells });
  }

  /** @throws {OutputWriteError} when the file cannot be written */
  write(): void {
    const seconds = rounded((performance.now() - this.#began) / 1000);
    const content = { seconds, notebooks: this.#notebooks };
    writeFilesAtomically([{ path: this.#path, content: `${JSON.stringify(content, null, 2)}\n` }]);
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
