import { relative, isAbsolute, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CellMap } from './cellMap.js';

/** What a compiled cell calls itself, so that V8 names it in stack frames: no spaces are allowed there. */
const SCRIPT = /^tally-cell:(\d+)$/;

/** The cells run so far, by the name of their script. */
export class CellScripts {
  readonly #cells = new Map<number, { readonly label: string; readonly map: CellMap }>();

  /** Registers a cell and returns its code with the comment that names it to V8. */
  add(label: string, map: CellMap): string {
    const id = this.#cells.size + 1;
    this.#cells.set(id, { label, map });
    return `${map.code}\n//# sourceURL=tally-cell:${id}`;
  }

  /** `cell 3:12:5` for a frame in a cell; undefined for glue that no line of the cell stands for. */
  locate(script: string, line: number, column: number): string | undefined {
    const cell = this.#cells.get(Number(SCRIPT.exec(script)?.[1]));
    const place = cell?.map.toCell({ line, column });
    return cell && place && `${cell.label}:${place.line}:${place.column}`;
  }
}

const HIDDEN_FOLDERS = [`${sep}node_modules${sep}tslab${sep}`, `${sep}node_modules${sep}@tslab${sep}`];
/** The folder of this package's compiled code. */
const OWN_FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** A file as a stack frame shows it: relative to the project, undefined when it must not show. */
function locateFile(script: string, root: string): string | undefined {
  const path = script.startsWith('file:') ? fileURLToPath(script) : script;
  if (!isAbsolute(path)) return undefined; // node:internal, evaluated text
  if (path.startsWith(OWN_FOLDER) || HIDDEN_FOLDERS.some((folder) => path.includes(folder))) return undefined;
  const shown = relative(root, path);
  if (!shown.startsWith('..')) return shown;
  const inModules = path.lastIndexOf(`${sep}node_modules${sep}`);
  return inModules < 0 ? undefined : path.slice(inModules + 1);
}

/** Owners that say nothing: plain objects, and tslab's store of the variables of all cells. */
const UNTOLD_OWNERS = new Set(['Object', 'Proxy']);

function callee(frame: NodeJS.CallSite): string {
  const name = frame.getFunctionName();
  if (!name) return '';
  const type = frame.isToplevel() ? null : frame.getTypeName();
  const prefix = frame.isConstructor() ? 'new ' : frame.isAsync() ? 'async ' : '';
  const owner = type && !UNTOLD_OWNERS.has(type) && !name.startsWith(type) ? `${type}.` : '';
  return `${prefix}${owner}${name}`;
}

/**
 * A replacement for V8's formatting of stacks: frames of cells point into their TypeScript, frames of files
 * are relative to the project, and frames of Node, tslab and this kernel are left out.
 */
export function stackFormatter(cells: CellScripts, root: string) {
  const show = (frame: NodeJS.CallSite): string[] => {
    const script = frame.getScriptNameOrSourceURL() ?? '';
    const line = frame.getLineNumber() ?? 1;
    const column = frame.getColumnNumber() ?? 1;
    const file = SCRIPT.test(script) ? undefined : locateFile(script, root);
    const place = file === undefined ? cells.locate(script, line, column) : `${file}:${line}:${column}`;
    if (place === undefined) return [];
    const name = callee(frame);
    return [name === '' ? `    at ${place}` : `    at ${name} (${place})`];
  };
  return (error: Error, frames: NodeJS.CallSite[]): string =>
    [headline(error), ...frames.flatMap(show)].join('\n');
}

/** `TypeError: message`, also for errors whose name or message is odd. */
function headline(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}
