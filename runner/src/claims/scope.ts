import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** A notebook whose claims a ledger lists. */
export interface LedgerNotebook {
  readonly file: string;
  /** Its path from the folder that the ledger tells paths from, with forward slashes. */
  readonly name: string;
}

/** The notebooks by path, each once. */
export function ledgerNotebooks(files: readonly string[], base: string): LedgerNotebook[] {
  return [...new Set(files)]
    .map((file) => ({ file, name: relative(base, file).split(sep).join('/') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The notebooks of a project, so that a run of some gives the ledger of all: those of the run, those in the same
 * folders, and those that the ledger named so far. What no longer exists is left out.
 *
 * @param ledger the ledger as it was; it may not be there
 */
export function projectNotebooks(sources: readonly string[], ledger: string, root: string): LedgerNotebook[] {
  const folders = [...new Set(sources.map((source) => dirname(source)))];
  const beside = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ipynb') && !name.endsWith('.partial.ipynb') && !name.startsWith('.'))
      .map((name) => join(folder, name)),
  );
  const named = namedNotebooks(ledger).map((name) => resolve(root, name));
  return ledgerNotebooks([...sources, ...beside, ...named], root).filter(({ file }) => existsSync(file));
}

/** Read line by line: the ledger may hold the marks of a merge conflict, and both sides name notebooks. */
function namedNotebooks(ledger: string): string[] {
  if (!existsSync(ledger)) return [];
  const lines = readFileSync(ledger, 'utf8').matchAll(
    /^\s*"notebook": (?<name>"(?:[^"\\]|\\.)+\.ipynb"),?$/gm,
  );
  return [...lines].map(({ groups }) => String(JSON.parse(groups?.['name'] ?? '""')));
}
