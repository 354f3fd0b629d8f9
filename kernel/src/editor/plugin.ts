import type ts from 'typescript';
import { compilerOptions } from '../compile/options.js';
import { typeRoots } from '../compile/resolver.js';
import type { TypeScript } from '../compile/typescript.js';
import { cellFile, type CellFile } from './cell-file.js';
import { CellImports, foldersOf } from './cell-imports.js';
import { CellOrder, type Order } from './cell-order.js';
import { encloseCells } from './cell-scopes.js';
import { isUnusedInCell } from './unused.js';

type CreateInfo = ts.server.PluginCreateInfo;

/** A project with what TypeScript keeps to itself of it. */
interface OpenProject {
  readonly updateFromProjectInProgress: boolean;
  isClosed(): boolean;
  markAsDirty(): void;
}

/** Methods that bring no program up to date. */
const ASIDE = new Set(['getCurrentProgram', 'dispose', 'cleanupSemanticCache']);

/**
 * Makes a project of the TypeScript server see the cells of notebooks as the kernel does: each a module with top-level
 * `await` that has the names of the cells before it, checked with the kernel's options.
 */
class CellProject {
  readonly #ts: TypeScript;
  readonly #project: OpenProject;
  readonly #host: ts.LanguageServiceHost;
  readonly #service: ts.LanguageService;
  readonly #orders = new Map<string, CellOrder>();
  readonly #imports = new Map<string, CellImports>();
  #settings: ts.CompilerOptions | undefined;
  #current: readonly Order[] = [];
  /** Counts the orders of cells: when it changes, no answer of before counts. */
  #generation = 0;
  #enclosed: ts.Program | undefined;

  constructor(typescript: TypeScript, { project, languageServiceHost, languageService }: CreateInfo) {
    this.#ts = typescript;
    this.#project = project as unknown as OpenProject;
    this.#host = languageServiceHost;
    this.#service = languageService;
    this.#adapt(languageServiceHost);
  }

  /** The language service, whose every answer knows the cells. */
  get service(): ts.LanguageService {
    const service = this.#service;
    const decorated = { ...service };
    for (const [name, method] of Object.entries(service) as [string, unknown][]) {
      if (typeof method !== 'function' || ASIDE.has(name)) continue;
      const known = (...given: readonly unknown[]): unknown => {
        this.#prepare();
        return Reflect.apply(method, service, given) as unknown;
      };
      Object.assign(decorated, { [name]: known });
    }
    decorated.getSuggestionDiagnostics = (fileName) => {
      this.#prepare();
      const found = service.getSuggestionDiagnostics(fileName);
      return cellFile(fileName) ? found.filter((one) => !isUnusedInCell(this.#ts, one)) : found;
    };
    return decorated;
  }

  #prepare(): void {
    this.#order();
    const program = this.#service.getProgram();
    if (!program || program === this.#enclosed) return;
    this.#enclosed = program;
    for (const order of this.#current) encloseCells(this.#ts, program, order);
  }

  get #cells(): CellFile[] {
    const names = this.#project.isClosed() ? [] : this.#host.getScriptFileNames();
    return names.flatMap((name) => cellFile(name) ?? []);
  }

  readonly #textOf = (fileName: string): string => {
    const snapshot = this.#host.getScriptSnapshot(fileName);
    return snapshot?.getText(0, snapshot.getLength()) ?? '';
  };

  #order(): void {
    const notebooks = new Map<string, CellFile[]>();
    for (const cell of this.#cells) made(notebooks, cell.notebook, () => []).push(cell);
    const orders = [...notebooks].map(([path, cells]) =>
      made(this.#orders, path, () => new CellOrder(path)).of(cells, this.#textOf),
    );
    if (JSON.stringify(orders) === JSON.stringify(this.#current)) return;
    this.#current = orders;
    this.#generation++;
    if (!this.#project.updateFromProjectInProgress) this.#project.markAsDirty();
  }

  /** Has the project ask for options, versions and modules here. */
  #adapt(host: ts.LanguageServiceHost): void {
    const settings = host.getCompilationSettings.bind(host);
    const scriptVersion = host.getScriptVersion.bind(host);
    const snapshotOf = host.getScriptSnapshot.bind(host);
    const resolve = host.resolveModuleNameLiterals?.bind(host);
    host.getCompilationSettings = () => {
      const [first] = this.#cells;
      return first ? (this.#settings ??= this.#settingsOf(first)) : settings();
    };
    host.getScriptVersion = (name) =>
      cellFile(name) ? `${scriptVersion(name)}.${this.#generation}` : scriptVersion(name);
    host.getScriptSnapshot = (name) => {
      const snapshot = snapshotOf(name);
      return snapshot && cellFile(name) ? whole(snapshot) : snapshot;
    };
    host.resolveModuleNameLiterals = (literals, path, redirected, options, file, reused) => {
      const cell = cellFile(file.fileName);
      if (!cell) return resolve?.(literals, path, redirected, options, file, reused) ?? [];
      const { notebook } = cell;
      const imports = made(this.#imports, notebook, () => new CellImports(this.#ts, notebook));
      const cells = this.#cells.filter((other) => other.notebook === notebook);
      const specifiers = literals.map(({ text }) => text);
      return imports.resolve(specifiers, options, cells, this.#textOf);
    };
  }

  #settingsOf({ notebook }: CellFile): ts.CompilerOptions {
    const options = compilerOptions(this.#ts, typeRoots(foldersOf(notebook).root));
    return { ...options, allowNonTsExtensions: true }; // cells end in the name of their notebook
  }
}

/** The text of a cell without what has changed of it: a file that others enclose cannot be parsed in parts. */
const whole = (snapshot: ts.IScriptSnapshot): ts.IScriptSnapshot => ({
  getText: (start, end) => snapshot.getText(start, end),
  getLength: () => snapshot.getLength(),
  getChangeRange: () => undefined,
});

function made<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** A plug-in of the TypeScript server: projects of files without a tsconfig.json, as cells are, know notebooks. */
export function init({ typescript }: { readonly typescript: typeof ts }): ts.server.PluginModule {
  return {
    create: (info) => {
      const isInferred = info.project.projectKind === typescript.server.ProjectKind.Inferred;
      return isInferred ? new CellProject(typescript as TypeScript, info).service : info.languageService;
    },
  };
}
