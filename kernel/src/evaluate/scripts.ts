import { relative } from 'node:path';
import type { Place } from '../compile/lines.js';

/** The way back from code to its TypeScript. */
type WayBack = (place: Place) => Place | undefined;

interface Script {
  /** How stack frames name it: `cell 3`, or a path relative to the project. */
  readonly label: string;
  readonly toSource: WayBack;
}

/** The cells and local TypeScript files compiled so far, by the name V8 knows them by. */
export class Scripts {
  readonly #root: string;
  readonly #scripts = new Map<string, Script>();

  /** @param root the folder that files are shown relative to */
  constructor(root: string) {
    this.#root = root;
  }

  /** Registers a cell and returns the name for V8. */
  addCell(label: string, toSource: WayBack): string {
    const name = `tally-cell:${this.#scripts.size + 1}`;
    this.#scripts.set(name, { label, toSource });
    return name;
  }

  /** Registers a local file. */
  addFile(path: string, toSource: WayBack): void {
    this.#scripts.set(path, { label: relative(this.#root, path), toSource });
  }

  /** `cell 3:12:5`; undefined for other scripts, and for glue that no line of the source stands for. */
  locate(name: string, place: Place): string | undefined {
    const script = this.#scripts.get(name);
    const source = script?.toSource(place);
    return script && source && `${script.label}:${source.line}:${source.column}`;
  }

  /** Whether a script was compiled here. */
  has(name: string): boolean {
    return this.#scripts.has(name);
  }
}
