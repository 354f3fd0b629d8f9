import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The server that the kernel's README has VS Code use. */
const SERVER = fileURLToPath(new URL('../../kernel/tsdk/lib/tsserver.js', import.meta.url));

/** VS Code's arguments, without those for telemetry, cancellation and its own plug-ins. */
const ARGUMENTS = [
  ...['--useInferredProjectPerProjectRoot', '--locale', 'en', '--noGetErrOnBackgroundUpdate'],
  ...['--validateDefaultNpmLocation', '--disableAutomaticTypingAcquisition', '--useNodeIpc'],
];

/** VS Code's options for files without a tsconfig.json. */
const INFERRED = {
  ...{ module: 'preserve', moduleResolution: 'bundler', target: 'es2022', jsx: 'react-jsx' },
  ...{ allowImportingTsExtensions: true, strict: true, strictNullChecks: true, strictFunctionTypes: true },
  ...{ sourceMap: true, allowJs: true, allowSyntheticDefaultImports: true, allowNonTsExtensions: true },
  resolveJsonModule: true,
};

/** What the server underlines. */
export interface Underlined {
  readonly code: number;
  readonly text: string;
}

interface Answer {
  readonly type: 'response' | 'event';
  readonly request_seq?: number;
  readonly event?: string;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

export interface SourceCell {
  readonly cell_type: string;
  readonly source: readonly string[];
}

/** The cells of a saved notebook. */
export const cellsOf = (path: string): readonly SourceCell[] =>
  (JSON.parse(readFileSync(path, 'utf8')) as { cells: SourceCell[] }).cells;

/** The path that VS Code gives to the cell with a handle. */
export function cellPath(notebook: string, handle: number): string {
  const digits = handle.toString(7);
  const fragment = `${'WXYZabcdef'[digits.length - 1] ?? 'z'}${digits}s${btoa('file')}`;
  return `^/vscode-notebook-cell/ts-nul-authority${notebook}#${fragment}`;
}

/** Where a part of a text is, as the server counts. */
export function placeOf(text: string, part: string): { readonly line: number; readonly offset: number } {
  const before = text.slice(0, text.indexOf(part));
  return { line: before.split('\n').length, offset: before.length - before.lastIndexOf('\n') };
}

/** TypeScript's server, asked as VS Code asks it. */
export class TsServer {
  readonly #process: ChildProcess;
  readonly #listeners = new Set<(answer: Answer) => void>();
  #sequence = 0;

  constructor() {
    this.#process = fork(SERVER, ARGUMENTS, { silent: true });
    this.#process.on('message', (answer: Answer) => {
      for (const listener of this.#listeners) listener(answer);
    });
    const preferences = { includeCompletionsForModuleExports: true };
    void this.ask('configure', { hostInfo: 'vscode', preferences });
    void this.ask('compilerOptionsForInferredProjects', { options: INFERRED });
  }

  /** Asks for something and resolves to the answer. */
  async ask(command: string, args: object): Promise<unknown> {
    const seq = ++this.#sequence;
    const answered = this.#next((answer) => answer.type === 'response' && answer.request_seq === seq);
    this.#process.send({ seq, type: 'request', command, arguments: args });
    const { success, message, body } = await answered;
    if (success === false) throw new Error(`${command}: ${message ?? ''}`);
    return body;
  }

  /**
   * Opens files, given by path and text.
   *
   * @param projectRootPath the folder that is open in the editor
   */
  open(files: Iterable<readonly [file: string, text: string]>, projectRootPath: string): Promise<unknown> {
    const openFiles = [...files].map(([file, fileContent]) => ({
      ...{ file, fileContent, scriptKindName: 'TS', projectRootPath },
    }));
    return this.ask('updateOpen', { openFiles });
  }

  /** Opens all cells of a saved notebook, and returns the paths of those of code with their texts. */
  async openNotebook(notebook: string, root: string): Promise<Map<string, string>> {
    const cells = new Map<string, string>();
    for (const [handle, { cell_type, source }] of cellsOf(notebook).entries()) {
      if (cell_type === 'code') cells.set(cellPath(notebook, handle), source.join(''));
    }
    await this.open(cells, root);
    return cells;
  }

  /** Replaces a part of a cell's text by another. */
  edit(fileName: string, text: string, part: string, newText: string): Promise<unknown> {
    const start = placeOf(text, part);
    const { line, offset } = placeOf(`${text}\0`, text.slice(text.indexOf(part) + part.length) + '\0');
    const textChanges = [{ newText, start, end: { line, offset } }];
    return this.ask('updateOpen', { changedFiles: [{ fileName, textChanges }] });
  }

  close(file: string): Promise<unknown> {
    return this.ask('updateOpen', { closedFiles: [file] });
  }

  /** What is underlined in files, by the events that VS Code listens to. */
  async underlined(files: readonly string[]): Promise<Map<string, Underlined[]>> {
    const found = new Map<string, Underlined[]>(files.map((file) => [file, []]));
    const checked = new Set<string>();
    const listener = ({ event, body }: Answer): void => {
      if (event !== 'syntaxDiag' && event !== 'semanticDiag' && event !== 'suggestionDiag') return;
      const { file, diagnostics } = body as { file: string; diagnostics: Underlined[] };
      if (event === 'semanticDiag') checked.add(file);
      found.get(file)?.push(...diagnostics.map(({ code, text }) => ({ code, text })));
    };
    this.#listeners.add(listener);
    const done = this.#next(({ event }) => event === 'requestCompleted');
    this.#process.send({
      ...{ seq: ++this.#sequence, type: 'request', command: 'geterr' },
      arguments: { delay: 0, files },
    });
    await done;
    this.#listeners.delete(listener);
    if (files.some((file) => !checked.has(file))) throw new Error('the server has failed to check a file');
    return found;
  }

  async end(): Promise<void> {
    this.#process.kill();
    await once(this.#process, 'exit');
  }

  #next(fits: (answer: Answer) => boolean): Promise<Answer> {
    return new Promise((resolve) => {
      const listener = (answer: Answer): void => {
        if (!fits(answer)) return;
        this.#listeners.delete(listener);
        resolve(answer);
      };
      this.#listeners.add(listener);
    });
  }
}
