import { ParameterError } from '../errors.js';
import type { JsonObject, JsonValue } from '../json.js';
import { freshId } from '../nbformat/upgrade.js';
import { tagsOf, type Cell, type CodeCell, type Notebook } from '../nbformat/index.js';
import { nearest } from '../text/suggest.js';
import { parameterSyntax, type DeclaredParameter, type ParameterSyntax } from './parameter-syntax.js';

const DECLARING_TAG = 'parameters';
const INJECTED_TAG = 'injected-parameters';

/** Splits `name=value`; what the value means depends on how a notebook declares the parameter. */
export function parseParameter(given: string): { name: string; text: string } {
  const match = /^([\p{L}_$][\p{L}\p{N}_$]*)=([\s\S]*)$/u.exec(given);
  if (match === null) {
    throw new ParameterError(
      `-p ${given}: write name=value, where name is a variable of the parameters cell.`,
    );
  }
  const [, name = '', text = ''] = match;
  return { name, text };
}

/** The code of the `parameters` cell; empty when there is none. */
export function declaringSource(notebook: Notebook): string {
  return notebook.cells.find(isDeclaring)?.source ?? '';
}

/** What the `parameters` cell of a notebook declares; nothing when it has no such cell. */
export function declaredParameters(notebook: Notebook, language: string): DeclaredParameter[] {
  const cell = notebook.cells.find(isDeclaring);
  return cell === undefined ? [] : (parameterSyntax(language)?.declared(cell.source) ?? []);
}

/**
 * Checks, before anything runs, that every parameter is declared by at least one notebook of the run.
 *
 * @throws {ParameterError} naming the declared parameters and the nearest of them
 */
export function checkParametersUsed(names: readonly string[], declared: readonly string[]): void {
  for (const name of names) {
    if (declared.includes(name)) continue;
    const known = [...new Set(declared)];
    const near = nearest(name, known);
    throw new ParameterError(
      `parameter ${name}: ` +
        (known.length === 0
          ? 'no notebook of this run declares parameters. Tag a code cell "parameters" and declare in it, ' +
            `for example: let ${name} = 'default';`
          : `no notebook of this run declares it. Declared: ${known.join(', ')}.` +
            (near === undefined ? '' : ` Did you mean ${near}?`)),
    );
  }
}

/**
 * Puts a cell with assignments right after the `parameters` cell, in place of one injected before. Assignments,
 * not declarations: the compiler checks the values against the declared types.
 *
 * @returns the notebook with the cell, and the names of `parameters` that it does not declare
 * @throws {ParameterError} when a parameter is declared constant
 */
export function injectParameters(
  notebook: Notebook,
  parameters: JsonObject,
  language: string,
): { notebook: Notebook; skipped: string[] } {
  const cells = notebook.cells.filter((cell) => !isInjected(cell));
  const position = cells.findIndex(isDeclaring);
  const declaring = cells[position];
  const syntax = parameterSyntax(language);
  const all = Object.keys(parameters);
  if (declaring === undefined || syntax === undefined) return { notebook, skipped: all };
  const declared = new Map(syntax.declared(declaring.source).map(({ name, constant }) => [name, constant]));
  const taken = Object.entries(parameters).filter(([name]) => declared.has(name));
  const constant = taken.find(([name]) => declared.get(name) === true);
  if (constant !== undefined) {
    throw new ParameterError(
      `parameter ${constant[0]}: it is declared with const; declare it with let to set it.`,
    );
  }
  const skipped = all.filter((name) => !declared.has(name));
  if (taken.length === 0) return { notebook, skipped };
  cells.splice(position + 1, 0, injectedCell(taken, syntax, cells));
  return { notebook: { ...notebook, cells }, skipped };
}

function injectedCell(
  values: readonly [string, JsonValue][],
  syntax: ParameterSyntax,
  others: readonly Cell[],
): CodeCell {
  const lines = values.map(([name, value]) => syntax.assign(name, value));
  return {
    cell_type: 'code',
    id: freshId('injected-parameters', new Set(others.map(({ id }) => id))),
    metadata: { tags: [INJECTED_TAG] },
    source: [syntax.comment('Parameters'), ...lines].join('\n'),
    execution_count: null,
    outputs: [],
  };
}

/** The notebook with its injected cell hidden from readers of markdown and pages. */
export function withHiddenParameters(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) =>
    isInjected(cell) ? { ...cell, metadata: { ...cell.metadata, tags: [...tagsOf(cell), 'hide'] } } : cell,
  );
  return { ...notebook, cells };
}

/** Whether a cell was put there by a run. */
export function isInjected(cell: Cell): boolean {
  return tagsOf(cell).includes(INJECTED_TAG);
}

function isDeclaring(cell: Cell): boolean {
  return cell.cell_type === 'code' && tagsOf(cell).includes(DECLARING_TAG);
}
