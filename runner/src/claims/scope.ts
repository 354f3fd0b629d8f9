import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readUtf8 } from '../utf8.js';

/** A notebook whose claims a register lists. */
export interface RegisterNotebook {
  readonly file: string;
  /** Its path from the folder that paths in the register are relative to, with forward slashes. */
  readonly name: string;
}

/** The notebooks by path, each once. */
export function registerNotebooks(files: readonly string[], base: string): RegisterNotebook[] {
  return [...new Set(files)]
    .map((file) => ({ file, name: relative(base, file).split(sep).join('/') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The notebooks of a project, so that a run of some gives the register of all: those of the run, those in the same
 * folders, and those that the register named so far. What no longer exists is left out.
 *
 * @param register the register as it was; it may not be there
 */
export function projectNotebooks(
  sources: readonly string[],
  register: string,
  root: string,
): RegisterNotebook[] {
  const folders = [...new Set(sources.map((source) => dirname(source)))];
  const beside = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ipynb') && !name.endsWith('.partial.ipynb') && !name.startsWith('.'))
      .map((name) => join(folder, name)),
  );
  const named = namedNotebooks(register).map((name) => resolve(root, name));
  return registerNotebooks([...sources, ...beside, ...named], root).filter(({ file }) => existsSync(file));
}

/** Read line by line: the register may contain merge conflict markers, and both sides name notebooks. */
function namedNotebooks(register: string): string[] {
  if (!existsSync(register)) return [];
  const lines = readUtf8(register).matchAll(/^\s*"notebook": (?<name>"(?:[^"\\]|\\.)+\.ipynb"),?$/gm);
  return [...lines].map(({ groups }) => String(JSON.parse(groups?.['name'] ?? '""')));
}
