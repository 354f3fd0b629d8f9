import { z } from 'zod';
import { NotebookFormatError } from '../errors.js';
import { tagsOf, type Cell, type CodeCell, type Notebook } from '../nbformat/index.js';

/** How long a cell may run, in seconds, and whether that is its own limit or what is left of its notebook's. */
export interface TimeLimit {
  readonly of: 'cell' | 'notebook';
  /** The limit as it was set. */
  readonly seconds: number;
  /** How long from now. */
  readonly leftSeconds: number;
}

/** The limits that hold where a notebook says nothing else. */
export interface DefaultLimits {
  readonly timeoutSeconds: number;
  readonly notebookTimeoutSeconds?: number | undefined;
}

/** Setting a timer for longer than this would make it go off at once. */
const LONGEST_SECONDS = 1_000_000;
/** A time limit as options and notebooks give it. */
export const seconds = z
  .number('must be a number of seconds')
  .positive('must be more than 0')
  .max(LONGEST_SECONDS, 'must be at most 1,000,000');
const runner = z.looseObject(
  { timeout: seconds.optional(), notebook_timeout: seconds.optional() },
  'must be an object',
);

/**
 * The time limits of a notebook's cells. The nearest counts: that of the cell (tag `timeout=30`, or
 * `runner.timeout` in its metadata), else that of the notebook (`runner.timeout` in its metadata), else the
 * option. `runner.notebook_timeout` in the notebook's metadata limits all cells together, else the option does.
 *
 * @returns for a cell, and the seconds that the notebook has run, the limit that will be reached first
 * @throws {NotebookFormatError} when a tag or a key is there but holds no number of seconds
 * @example
 * const limitOf = timeLimits(notebook, 'notebooks/01.ipynb', { timeoutSeconds: 600 });
 * limitOf(cell, 12.5); // { of: 'cell', seconds: 600, leftSeconds: 600 }
 */
export function timeLimits(
  notebook: Notebook,
  name: string,
  defaults: DefaultLimits,
): (cell: CodeCell, elapsedSeconds: number) => TimeLimit {
  const own = runnerMetadata(notebook.metadata['runner'], name);
  const whole = own.notebook_timeout ?? defaults.notebookTimeoutSeconds;
  const usual = own.timeout ?? defaults.timeoutSeconds;
  const special = new Map(
    notebook.cells.flatMap((cell, index) => {
      const limit = cellTimeout(cell, `${name}, cell ${index + 1} (${cell.id})`);
      return limit === undefined ? [] : [[cell.id, limit] as const];
    }),
  );
  return (cell, elapsedSeconds) => {
    const limit = special.get(cell.id) ?? usual;
    const left = whole === undefined ? Infinity : whole - elapsedSeconds;
    return whole !== undefined && left < limit
      ? { of: 'notebook', seconds: whole, leftSeconds: Math.max(left, 0) }
      : { of: 'cell', seconds: limit, leftSeconds: limit };
  };
}

function cellTimeout(cell: Cell, place: string): number | undefined {
  const tag = tagsOf(cell).find((each) => each.startsWith('timeout='));
  if (tag === undefined) return runnerMetadata(cell.metadata['runner'], place).timeout;
  const text = tag.slice('timeout='.length).trim();
  const { data, error } = seconds.safeParse(text === '' ? undefined : Number(text));
  if (data !== undefined) return data;
  throw new NotebookFormatError(`${place}: the tag ${tag} ${said(error)}. Write, for example, timeout=30.`);
}

function runnerMetadata(value: unknown, place: string): z.output<typeof runner> {
  const { data, error } = runner.safeParse(value ?? {});
  if (data !== undefined) return data;
  const key = ['runner', ...(error.issues[0]?.path ?? []).map(String)].join('.');
  throw new NotebookFormatError(
    `${place}: metadata.${key} ${said(error)}. Write, for example, "runner": {"timeout": 30}.`,
  );
}

function said(error: z.ZodError): string {
  return error.issues[0]?.message ?? 'is malformed';
}
