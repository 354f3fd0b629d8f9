import { z } from 'zod';
import type { NotebookCheck } from '../../check/report.js';
import type { AcceptedNotebook } from '../../check/update.js';
import type { RunnerError } from '../../errors.js';
import type { CellFinished, CellStarted, NotebookStarted, ProgressListener } from '../../run/progress.js';
import type { NotebookReport } from '../../run/report.js';

const cell = { notebook: z.string(), cell: z.string(), index: z.int().min(1), cells: z.int().min(1) };
const failure = z.strictObject({
  name: z.string(),
  message: z.string(),
  exitCode: z.int(),
  /** The cell that failed: its id, and its number among all cells of the notebook, from 1. */
  cell: z.string().optional(),
  number: z.int().optional(),
  /** The line inside the cell, from 1. */
  line: z.int().optional(),
});
/** Seconds since the command began. */
const at = z.number().min(0);

/** The events of `--json`, one per line on stdout. Later versions may add events and keys but do not change existing ones. */
export const progressEvent = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('run-started'),
    at,
    version: z.literal(1),
    notebooks: z.array(z.string()),
  }),
  z.strictObject({
    event: z.literal('notebook-started'),
    at,
    notebook: z.string(),
    cells: z.int(),
    kernel: z.string(),
  }),
  z.strictObject({ event: z.literal('cell-started'), at, ...cell }),
  z.strictObject({ event: z.literal('cell-finished'), at, ...cell, ok: z.boolean(), seconds: z.number() }),
  z.strictObject({
    event: z.literal('notebook-finished'),
    at,
    notebook: z.string(),
    status: z.string(),
    /** The outputs are those of an earlier run: nothing they depend on has changed. */
    cached: z.boolean(),
    seconds: z.number(),
    figures: z.int(),
    /** All of them, those of them that are published claims, and those that are not as expected. */
    claims: z.strictObject({ total: z.int(), published: z.int(), broken: z.int() }),
    written: z.array(z.string()),
    partial: z.string().optional(),
    error: failure.optional(),
    blockedBy: z.strictObject({ producer: z.string(), path: z.string() }).optional(),
  }),
  /** What a check or an update found in a notebook, after all have run. */
  z.strictObject({
    event: z.literal('notebook-checked'),
    at,
    notebook: z.string(),
    status: z.enum(['same', 'different', 'failed', 'skipped']),
    differences: z.array(
      z.strictObject({
        kind: z.string(),
        message: z.string(),
        cell: z.string().optional(),
        number: z.int().optional(),
        /** The file that differs, where it is not the notebook itself. */
        path: z.string().optional(),
      }),
    ),
  }),
  /** What an update made the committed result, a line each. */
  z.strictObject({
    event: z.literal('notebook-accepted'),
    at,
    notebook: z.string(),
    accepted: z.array(z.string()),
  }),
  z.strictObject({ event: z.literal('notice'), at, text: z.string() }),
  z.strictObject({ event: z.literal('error'), at, error: failure }),
  z.strictObject({ event: z.literal('run-finished'), at, exitCode: z.int(), ok: z.int(), failed: z.int() }),
]);

/** An event of `--json`. */
export type ProgressEvent = z.output<typeof progressEvent>;

type Bare = ProgressEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'at'> : never) : never;

/** What is counted at the end. */
interface Finished {
  readonly notebooks: readonly { readonly status: string }[];
  readonly exitCode: number;
}

/** Writes each event as a line of JSON. */
export class JsonEvents implements ProgressListener {
  readonly #write: (line: string) => unknown;
  readonly #began = performance.now();

  constructor(write: (line: string) => unknown) {
    this.#write = write;
  }

  runStarted({ notebooks }: { notebooks: readonly string[] }): void {
    this.#emit({ event: 'run-started', version: 1, notebooks: [...notebooks] });
  }

  notebookStarted({ notebook, codeCells, kernel }: NotebookStarted): void {
    this.#emit({ event: 'notebook-started', notebook, cells: codeCells, kernel });
  }

  cellStarted({ notebook, index, codeCells, cellId }: CellStarted): void {
    this.#emit({ event: 'cell-started', notebook, cell: cellId, index, cells: codeCells });
  }

  cellFinished({ notebook, index, codeCells, cellId, ok, seconds }: CellFinished): void {
    this.#emit({ event: 'cell-finished', notebook, cell: cellId, index, cells: codeCells, ok, seconds });
  }

  notebookFinished(report: NotebookReport): void {
    const { notebook, status, seconds, figures, claims, written, partial, error, blockedBy } = report;
    this.#emit({
      event: 'notebook-finished',
      notebook,
      status,
      cached: report.cached === true,
      seconds,
      figures,
      claims: {
        total: claims.length,
        published: claims.filter(({ kind }) => kind === 'published').length,
        broken: claims.filter(({ ok }) => !ok).length,
      },
      written: [...written],
      ...(partial !== undefined && { partial }),
      ...(error !== undefined && { error: describeError(error) }),
      ...(blockedBy !== undefined && { blockedBy: { ...blockedBy } }),
    });
  }

  notice(text: string): void {
    this.#emit({ event: 'notice', text });
  }

  /** The command itself failed: nothing was run, or no more. */
  failed(error: RunnerError): void {
    this.#emit({ event: 'error', error: describeError(error) });
  }

  notebookChecked({ notebook, status, differences }: NotebookCheck): void {
    this.#emit({
      event: 'notebook-checked',
      notebook,
      status,
      differences: differences.map(({ kind, message, cell: place, path }) => ({
        kind,
        message,
        ...(place !== undefined && { cell: place.id, number: place.number }),
        ...(path !== undefined && { path }),
      })),
    });
  }

  notebookAccepted({ notebook, accepted }: AcceptedNotebook): void {
    this.#emit({ event: 'notebook-accepted', notebook, accepted: [...accepted] });
  }

  runFinished({ notebooks, exitCode }: Finished): void {
    const failed = notebooks.filter(({ status }) => status === 'failed').length;
    const ok = notebooks.filter(({ status }) => status !== 'failed' && status !== 'skipped').length;
    this.#emit({ event: 'run-finished', exitCode, ok, failed });
  }

  #emit({ event, ...rest }: Bare): void {
    const at = Math.round(performance.now() - this.#began) / 1000;
    this.#write(`${JSON.stringify({ event, at, ...rest })}\n`);
  }
}

function describeError(error: RunnerError): z.output<typeof failure> {
  const { name, message, exitCode } = error;
  const place = z.object({ place: z.object({ id: z.string(), number: z.int() }) }).safeParse(error)
    .data?.place;
  const line = z.object({ line: z.int() }).safeParse(error).data?.line;
  return {
    name,
    message,
    exitCode,
    ...(place && { cell: place.id, number: place.number }),
    ...(line !== undefined && { line }),
  };
}
