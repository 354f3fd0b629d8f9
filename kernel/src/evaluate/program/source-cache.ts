import { statSync } from 'node:fs';
import type ts from 'typescript';
import { lazyFile } from './lazy-file.js';
import { recentLibrary } from './recent-library.js';
import type { BoundFile, CellSystem, TypeScript } from './typescript.js';

interface Entry {
  readonly file: BoundFile;
  readonly version: string;
}

/** A documentation comment. Only at the start of a line: elsewhere it may be in a string. */
const DOCUMENTATION = /^[ \t]*\/\*\*(?!\/)[^]*?\*\//gm;

/** Takes documentation out of declarations, all but the one word that completions are sorted by. */
function withoutDocumentation(text: string): string {
  return text.replace(DOCUMENTATION, (comment) =>
    comment.includes('@deprecated') ? '/** @deprecated */' : '',
  );
}

/** Files that come with an installation and do not change under a running kernel. */
const CONSTANT = /[\\/](?:@types[\\/]node|undici-types|typescript-for-tslab[\\/]lib)[\\/]/;

/** Files that are one module each, or declare modules, of which a notebook uses few. */
const LAZY = /[\\/](?:@types[\\/]node|undici-types)[\\/]/;

/** Tells two states of a file apart; the same for a file that is not on disk. */
function versionOf(fileName: string): string {
  const stat = statSync(fileName, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size}` : '';
}

/** The parsed files that programs share, each parsed once until it changes on disk. */
export class SourceCache {
  readonly #ts: TypeScript;
  readonly #system: CellSystem;
  readonly #options: ts.CompilerOptions;
  readonly #entries = new Map<string, Entry>();
  #documented = false;
  /** How programs ask for files. */
  #asked: ts.CreateSourceFileOptions | ts.ScriptTarget | undefined;

  constructor(typescript: TypeScript, system: CellSystem, options: ts.CompilerOptions) {
    this.#ts = typescript;
    this.#system = system;
    this.#options = options;
  }

  /** The file, read if it is not known yet; undefined when it does not exist. */
  get(fileName: string, options: ts.CreateSourceFileOptions | ts.ScriptTarget): BoundFile | undefined {
    this.#asked ??= options;
    const known = this.#entries.get(fileName);
    if (known) return known.file;
    const version = CONSTANT.test(fileName) ? '' : versionOf(fileName);
    const text = this.#read(fileName);
    if (text === undefined) return undefined;
    const file = this.#parse(fileName, text, options);
    this.#entries.set(fileName, { file, version });
    return file;
  }

  /** The file, before a program asks for it; undefined also when none has asked for any. */
  getAhead(fileName: string): BoundFile | undefined {
    return this.#asked === undefined ? undefined : this.get(fileName, this.#asked);
  }

  /** Parses the declarations of a module of Node.js, which are read when someone looks into them. */
  fillModule(specifier: string): boolean {
    const name = `"${specifier}"`;
    return [...this.#entries.values()].some(({ file }) => file.locals?.get(name)?.exports !== undefined);
  }

  #parse(fileName: string, text: string, parse: ts.CreateSourceFileOptions | ts.ScriptTarget): BoundFile {
    const options = { parse, bind: this.#options };
    const lazy = LAZY.test(fileName) ? lazyFile(this.#ts, fileName, text, options) : undefined;
    return lazy ?? (this.#ts.createSourceFile(fileName, text, parse) as BoundFile);
  }

  forget(fileName: string): void {
    this.#entries.delete(fileName);
  }

  /** Forgets what has changed on disk and returns whether anything had. */
  refresh(): boolean {
    let changed = false;
    for (const [fileName, { version }] of this.#entries) {
      if (version === '' || versionOf(fileName) === version) continue;
      this.#entries.delete(fileName);
      this.#system.sideInputsConverted.delete(fileName);
      changed = true;
    }
    return changed;
  }

  /** Keeps documentation comments from now on; returns false when they are kept already. */
  keepDocumentation(): boolean {
    if (this.#documented) return false;
    this.#documented = true;
    for (const fileName of this.#entries.keys()) {
      if (fileName.endsWith('.d.ts')) this.#entries.delete(fileName);
    }
    return true;
  }

  /**
   * Documentation takes a third of the time of parsing declarations, and only `inspect` shows it: it is left
   * out until then.
   */
  #read(fileName: string): string | undefined {
    const own = this.#system.readFile(fileName);
    const text = own === undefined ? undefined : own + recentLibrary(fileName);
    if (this.#documented || !fileName.endsWith('.d.ts')) return text;
    return text && withoutDocumentation(text);
  }
}
