import { withoutKeys, type JsonObject } from '../json.js';
import { tagsOf, type Cell, type CodeCell, type Notebook } from '../nbformat/index.js';

/** Metadata that viewers and earlier runs leave behind and that changes without anyone's doing. */
const VOLATILE_OF_CELL = [
  'ExecuteTime',
  'autoscroll',
  'collapsed',
  'execution',
  'papermill',
  'scrolled',
  'trusted',
];
const VOLATILE_OF_NOTEBOOK = ['papermill', 'signature', 'toc', 'widgets'];

/** What `--keep` may name. */
export const KEEPABLE = [
  'outputs',
  'execution-counts',
  ...new Set([...VOLATILE_OF_CELL, ...VOLATILE_OF_NOTEBOOK]),
];

/** A notebook without what an execution left in it, and what that was. */
export interface Cleaned {
  readonly notebook: Notebook;
  /** `3 outputs`, `2 execution counts`, `cell metadata scrolled`; empty when it was clean. */
  readonly findings: readonly string[];
}

/**
 * Takes outputs, execution counts and volatile metadata out of a notebook. A cell tagged `keep-output` (or with
 * `keep_output: true` in its metadata, as nbstripout has it) keeps its outputs.
 *
 * @param keep names out of {@link KEEPABLE}
 */
export function cleanNotebook(notebook: Notebook, keep: readonly string[] = []): Cleaned {
  const found = new Map<string, number>();
  const count = (what: string, by = 1): void => {
    if (by > 0) found.set(what, (found.get(what) ?? 0) + by);
  };
  const strip = (metadata: JsonObject, volatile: readonly string[], whose: string): JsonObject => {
    const names = volatile.filter((name) => name in metadata && !keep.includes(name));
    for (const name of names) count(`${whose} metadata ${name}`);
    return names.length === 0 ? metadata : withoutKeys(metadata, ...names);
  };
  const cells = notebook.cells.map((cell): Cell => {
    const metadata = strip(cell.metadata, VOLATILE_OF_CELL, 'cell');
    if (cell.cell_type !== 'code') return { ...cell, metadata };
    const outputs = keepsOutputs(cell, keep) ? cell.outputs : [];
    count('output', cell.outputs.length - outputs.length);
    return withoutCounts({ ...cell, metadata, outputs }, keep, count);
  });
  const metadata = strip(notebook.metadata, VOLATILE_OF_NOTEBOOK, 'notebook');
  return { notebook: { metadata, cells }, findings: [...found].map(describe) };
}

function keepsOutputs(cell: CodeCell, keep: readonly string[]): boolean {
  const tags = tagsOf(cell);
  const marked = tags.includes('keep-output') || tags.includes('keep_output');
  return keep.includes('outputs') || marked || cell.metadata['keep_output'] === true;
}

/** A result says its count once more. */
function withoutCounts(
  cell: CodeCell,
  keep: readonly string[],
  count: (what: string, by?: number) => void,
): CodeCell {
  if (keep.includes('execution-counts')) return cell;
  const counted = cell.execution_count !== null;
  const results = cell.outputs.some(
    (output) => output.output_type === 'execute_result' && output.execution_count !== null,
  );
  if (!counted && !results) return cell;
  count('execution count');
  const outputs = cell.outputs.map((output) =>
    output.output_type === 'execute_result' ? { ...output, execution_count: null } : output,
  );
  return { ...cell, execution_count: null, outputs };
}

function describe([what, count]: [string, number]): string {
  if (what.includes('metadata')) return count === 1 ? what : `${what} (${count})`;
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
