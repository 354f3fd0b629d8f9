import { ParameterError } from '../errors.js';
import type { JsonObject, JsonValue } from '../json.js';
import { freshId } from '../nbformat/upgrade.js';
import { tagsOf, type Cell, type CodeCell, type Notebook } from '../nbformat/index.js';
import { nearest } from '../text/suggest.js';
import { parameterSyntax, type ParameterSyntax } from './parameter-syntax.js';

const DECLARING_TAG = 'parameters';
const INJECTED_TAG = 'injected-parameters';

/** Reads `name=value`: a value that is JSON (`3`, `true`, `null`, `["a"]`) is that, any other is a string. */
export function parseParameter(text: string): { name: string; value: JsonValue } {
  const match = /^([\p{L}_$][\p{L}\p{N}_$]*)=([\s\S]*)$/u.exec(text);
  if (match === null) {
    throw new ParameterError(
      `-p ${text}: write name=value, where name is a variable of the parameters cell.`,
    );
  }
  const [, name = '', raw = ''] = match;
  try {
    return { name, value: JSON.parse(raw) as JsonValue };
  } catch {
    return { name, value: raw };
  }
}

/** The names that the `parameters` cell of a notebook declares; none when it has no such cell. */
export function declaredParameters(notebook: Notebook, language: string): string[] {
  const cell = notebook.cells.find(isDeclaring);
  const syntax = parameterSyntax(language);
  return cell === undefined || syntax === undefined
    ? []
    : syntax.declared(cell.source).map(({ name }) => name);
}

/**
 * Checks, before anything runs, that every parameter is declared by at least one notebook of the run.
 *
 * @throws {ParameterError} naming the declared parameters and the nearest of them
 */
export function checkParametersUsed(parameters: JsonObject, declared: readonly string[]): void {
  for (const name of Object.keys(parameters)) {
    if (declared.includes(name)) continue;
    const known = [...new Set(declared)];
    const near = nearest(name, known);
    throw new ParameterError(
      `-p ${name}: ` +
        (known.length === 0
          ? 'no notebook of this run declares parameters. Tag a code cell "parameters" and declare in it, ' +
            `for example: let ${name} = 'default';`
          : `no notebook of this run declares it. Declared: ${known.join(', ')}.` +
            (near === undefined ? '' : ` Did you mean ${near}?`)),
    );
  }
}

/**
 * Puts a cell with assignments right behind the `parameters` cell, in place of one injected before. Assignments,
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
  const cells = notebook.cells.filter((cell) => !tagsOf(cell).includes(INJECTED_TAG));
  const position = cells.findIndex(isDeclaring);
  const declaring = cells[position];
  const syntax = parameterSyntax(language);
  const all = Object.keys(parameters);
  if (declaring === undefined || syntax === undefined) return { notebook, skipped: all };
  const declared = new Map(syntax.declared(declaring.source).map(({ name, constant }) => [name, constant]));
  const taken = Object.entries(parameters).filter(([name]) => declared.has(name));
  const constant = taken.find(([name]) => declared.get(name) === true);
  if (constant !== undefined) {
    throw new ParameterError(`-p ${constant[0]}: it is declared with const; declare it with let to set it.`);
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

function isDeclaring(cell: Cell): boolean {
  return cell.cell_type === 'code' && tagsOf(cell).includes(DECLARING_TAG);
}
