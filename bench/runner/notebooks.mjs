import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ cell_type: string, id: string, metadata: object, source: string | string[], outputs?: unknown[], execution_count?: number | null }} Cell */
/** @typedef {{ cells: Cell[], metadata: object, nbformat: number, nbformat_minor: number }} Notebook */

/** @returns {Notebook} */
const read = (/** @type {string} */ path) => JSON.parse(readFileSync(path, 'utf8'));

/** @param {Cell} cell @returns {Cell} */
const withoutOutputs = (cell) =>
  cell.cell_type === 'code' ? { ...cell, outputs: [], execution_count: null } : cell;

/** The first `count - 1` code cells of a notebook and its last, as a notebook of its own. */
function beginningOf(/** @type {Notebook} */ { cells, ...rest }, /** @type {number} */ count) {
  const code = cells.filter(({ cell_type }) => cell_type === 'code').map(withoutOutputs);
  return { ...rest, cells: [...code.slice(0, count - 1), ...code.slice(-1)] };
}

/** `count` cells that add two numbers. */
function trivial(/** @type {Notebook} */ notebook, /** @type {number} */ count) {
  const metadata = { ...notebook.metadata, runner: { reads: [], writes: [] } };
  const cells = Array.from({ length: count }, (_each, index) => ({
    cell_type: 'code',
    id: `sum-${index}`,
    metadata: {},
    source: `${index} + 1`,
    outputs: [],
    execution_count: null,
  }));
  return { ...notebook, metadata, cells };
}

/**
 * Writes the notebooks of the bench into `folder`.
 *
 * @param {string} root the repository
 * @param {string} folder
 * @param {readonly string[]} sequence paths of the sequence's notebooks
 * @returns {{ eleven: string, one: string, many: string, manyCells: number }}
 */
export function writeNotebooks(root, folder, sequence) {
  mkdirSync(folder, { recursive: true });
  const portrait = read(
    sequence.find((path) => path.includes('portrait')) ?? join(root, 'notebooks/02-portrait.ipynb'),
  );
  const manyCells = 201;
  const write = (/** @type {string} */ name, /** @type {object} */ content) => {
    const path = join(folder, `${name}.ipynb`);
    writeFileSync(path, `${JSON.stringify(content, undefined, 1)}\n`);
    return path;
  };
  return {
    eleven: write('eleven-cells', beginningOf(portrait, 11)),
    one: write('one-cell', trivial(portrait, 1)),
    many: write('many-cells', trivial(portrait, manyCells)),
    manyCells,
  };
}
