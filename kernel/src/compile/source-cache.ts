import { statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type ts from 'typescript';
import { lazyFile } from './lazy-file.js';
import type { BoundFile, TypeScript } from './typescript.js';

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
const CONSTANT = /[\\/](?:@types[\\/]node|undici-types|typescript[\\/]lib)[\\/]/;

/** Files that are one module each, or declare modules, of which a notebook uses few. */
const LAZY = /[\\/](?:@types[\\/]node|undici-types)[\\/]/;

const DECLARATIONS = /\.d\.[cm]?ts$/;

/** How often, in milliseconds, declarations are looked at for changes when no cell imports any. */
const PERIOD = 250;

/** Tells two states of a file apart; the same for a file that is not on disk. */
function versionOf(fileName: string): string {
  const stat = statSync(fileName, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size}` : '';
}

/** The parsed files that programs share, each parsed once until it changes on disk. */
export class SourceCache {
  readonly #ts: TypeScript;
  readonly #options: ts.CompilerOptions;
  readonly #entries = new Map<string, Entry>();
  /** Files among them that are no declarations and may change from one cell to the next. */
  readonly #sources = new Set<string>();
  /** Modules written in cells, by the path they would have. */
  readonly #written = new Map<string, string>();
  #documented = false;
  #refreshed = 0;

  constructor(typescript: TypeScript, options: ts.CompilerOptions) {
    this.#ts = typescript;
    this.#options = options;
  }

  /** Whether a file is there, on disk or written in a cell. */
  exists(fileName: string): boolean {
    return this.#written.has(fileName) || this.#ts.sys.fileExists(fileName);
  }

  read(fileName: string): string | undefined {
    return this.#written.get(fileName) ?? this.#ts.sys.readFile(fileName);
  }

  /** Takes a module written in a cell, or written again. */
  write(fileName: string, text: string): void {
    this.#written.set(fileName, text);
    this.#entries.delete(fileName);
  }

  /** The file, read if it is not known yet; undefined when it does not exist. */
  get(fileName: string): BoundFile | undefined {
    const known = this.#entries.get(fileName);
    if (known) return known.file;
    const version = CONSTANT.test(fileName) || this.#written.has(fileName) ? '' : versionOf(fileName);
    const text = this.#text(fileName);
    if (text === undefined) return undefined;
    const lazy = LAZY.test(fileName) ? lazyFile(this.#ts, text, this.#reading(fileName)) : undefined;
    const file = lazy ?? this.parse(fileName, text);
    this.#entries.set(fileName, { file, version });
    if (version !== '' && !DECLARATIONS.test(fileName)) this.#sources.add(fileName);
    return file;
  }

  /** Parses a text; a file of declarations is a module if it says so, any other is one. */
  parse(fileName: string, text: string, kind?: ts.ScriptKind): BoundFile {
    const { scriptTarget, indicate } = this.#parsing();
    const documented = this.#documented || !DECLARATIONS.test(fileName);
    const { ParseAll, ParseNone } = this.#ts.JSDocParsingMode;
    const options: ts.CreateSourceFileOptions = {
      languageVersion: scriptTarget,
      jsDocParsingMode: documented ? ParseAll : ParseNone,
      setExternalModuleIndicator: indicate,
    };
    const file = this.#ts.createSourceFile(fileName, text, options, false, kind) as BoundFile;
    file.path = file.resolvedPath = fileName as ts.Path;
    file.originalFileName = fileName;
    return file;
  }

  /** All files read so far. */
  *files(): Generator<BoundFile> {
    for (const { file } of this.#entries.values()) yield file;
  }

  /** Parses the declarations of a module of Node.js, which are read when someone looks into them. */
  fillModule(specifier: string): boolean {
    const name = `"${specifier}"`;
    return [...this.#entries.values()].some(({ file }) => file.locals?.get(name)?.exports !== undefined);
  }

  /**
   * Forgets what has changed on disk and returns the paths.
   *
   * @param isImporting whether the next cell imports something
   */
  refresh(isImporting: boolean): string[] {
    const now = performance.now();
    const all = isImporting || now - this.#refreshed > PERIOD;
    if (all) this.#refreshed = now;
    const changed: string[] = [];
    for (const fileName of all ? this.#entries.keys() : this.#sources) {
      const version = this.#entries.get(fileName)?.version ?? '';
      if (version !== '' && versionOf(fileName) !== version) changed.push(fileName);
    }
    for (const fileName of changed) this.#entries.delete(fileName);
    return changed;
  }

  /** Keeps documentation comments from now on; returns false when they are kept already. */
  keepDocumentation(): boolean {
    if (this.#documented) return false;
    this.#documented = true;
    for (const fileName of [...this.#entries.keys()]) {
      if (DECLARATIONS.test(fileName)) this.#entries.delete(fileName);
    }
    return true;
  }

  #reading(fileName: string) {
    return { parse: (text: string) => this.parse(fileName, text), bind: this.#options };
  }

  #parsing() {
    const { isImportDeclaration, isExportDeclaration, isExportAssignment, isImportEqualsDeclaration } =
      this.#ts;
    const isOutside = (node: ts.Statement): boolean =>
      isImportDeclaration(node) ||
      isExportDeclaration(node) ||
      isExportAssignment(node) ||
      isImportEqualsDeclaration(node) ||
      (this.#ts.canHaveModifiers(node) &&
        this.#ts.getModifiers(node)?.[0]?.kind === this.#ts.SyntaxKind.ExportKeyword);
    const indicate = (parsed: ts.SourceFile): void => {
      const file = parsed as BoundFile;
      // A file of declarations, JSON or JavaScript without import and export is none.
      const isCell = /\.[cm]?tsx?$/.test(file.fileName) && !file.isDeclarationFile;
      const indicator = file.statements.find(isOutside) ?? (isCell ? true : undefined);
      if (indicator !== undefined) file.externalModuleIndicator = indicator;
    };
    return { scriptTarget: this.#ts.ScriptTarget.ESNext, indicate };
  }

  /**
   * Documentation takes a third of the time of parsing declarations, and only `inspect` shows it: it is left
   * out until then.
   */
  #text(fileName: string): string | undefined {
    const text = this.read(fileName);
    if (this.#documented || !DECLARATIONS.test(fileName)) return text;
    return text && withoutDocumentation(text);
  }
}
