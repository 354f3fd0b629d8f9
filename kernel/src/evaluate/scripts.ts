import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { Place, ScriptMap } from './cell-map.js';

interface Script {
  /** How stack frames name it: `cell 3`, or a path relative to the project. */
  readonly label: string;
  readonly map: ScriptMap;
}

/** The cells and local TypeScript files compiled so far, by the name V8 knows them by. */
export class Scripts {
  readonly #root: string;
  readonly #scripts = new Map<string, Script>();

  /** @param root the folder that files are shown relative to */
  constructor(root: string) {
    this.#root = root;
  }

  /** Registers a cell and returns its code with the comment that names it to V8. */
  addCell(label: string, map: ScriptMap): string {
    const name = `tally-cell:${this.#scripts.size + 1}`; // V8 takes no spaces in this name
    this.#scripts.set(name, { label, map });
    return `${map.code}\n//# sourceURL=${name}`;
  }

  /** Registers a file by the path of its compiled text and returns its code. */
  addFile(path: string, map: ScriptMap): string {
    const stem = path.replace(/\.js$/, '');
    const extension = ['.ts', '.tsx', '.js'].find((known) => existsSync(stem + known)) ?? '.ts';
    this.#scripts.set(path, { label: relative(this.#root, stem + extension), map });
    return map.code;
  }

  /** `cell 3:12:5`; undefined for other scripts, and for glue that no line of the source stands for. */
  locate(name: string, place: Place): string | undefined {
    const script = this.#scripts.get(name);
    const source = script?.map.toSource(place);
    return script && source && `${script.label}:${source.line}:${source.column}`;
  }
}
