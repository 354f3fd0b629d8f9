import { relative, isAbsolute, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Scripts } from './scripts.js';

const HIDDEN_FOLDERS = ['tslab', '@tslab', 'typescript'].map(
  (name) => `${sep}node_modules${sep}${name}${sep}`,
);
/** The folder of this package's compiled code. */
const OWN_FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** A file as a stack frame shows it: relative to the project, undefined when it must not show. */
function locateFile(script: string, root: string, place: string): string | undefined {
  const path = script.startsWith('file:') ? fileURLToPath(script) : script;
  if (!isAbsolute(path)) return undefined; // node:internal, evaluated text
  if (path.startsWith(OWN_FOLDER) || HIDDEN_FOLDERS.some((folder) => path.includes(folder))) return undefined;
  const shown = relative(root, path);
  if (!shown.startsWith('..')) return `${shown}:${place}`;
  const inModules = path.lastIndexOf(`${sep}node_modules${sep}`);
  return inModules < 0 ? undefined : `${path.slice(inModules + 1)}:${place}`;
}

/** An owner that says nothing: a plain object, such as the store of the names of all cells. */
const UNTOLD_OWNER = 'Object';

function callee(frame: NodeJS.CallSite): string {
  const name = frame.getFunctionName();
  if (!name) return '';
  const type = frame.isToplevel() ? null : frame.getTypeName();
  const prefix = frame.isConstructor() ? 'new ' : frame.isAsync() ? 'async ' : '';
  const owner = type && type !== UNTOLD_OWNER && !name.startsWith(type) ? `${type}.` : '';
  return `${prefix}${owner}${name}`;
}

/**
 * A replacement for V8's formatting of stacks: frames of cells point into their TypeScript, frames of files
 * are relative to the project, and frames of Node, the compiler and this kernel are left out.
 */
export function stackFormatter(scripts: Scripts, root: string) {
  const show = (frame: NodeJS.CallSite): string[] => {
    const script = frame.getScriptNameOrSourceURL() ?? '';
    const line = frame.getLineNumber() ?? 1;
    const column = frame.getColumnNumber() ?? 1;
    const place = scripts.has(script)
      ? scripts.locate(script, { line, column })
      : locateFile(script, root, `${line}:${column}`);
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
