import { readFileSync, statSync } from 'node:fs';
import type { CellFile } from './cell-file.js';

/** The cells of a notebook that are open in an editor. */
export interface Order {
  /** From top to bottom. */
  readonly placed: readonly string[];
  /** Those that have come since the notebook was saved: where they stand is not known. */
  readonly loose: readonly string[];
}

/** The text of a cell as it is in the editor. */
type TextOf = (fileName: string) => string;

interface SavedNotebook {
  readonly cells?: readonly { readonly source?: string | readonly string[] }[];
}

const UNKNOWN = -1;

/** The texts of all cells of a saved notebook; none of one that is not there or half written. */
function savedTexts(path: string): readonly string[] {
  try {
    const { cells = [] } = JSON.parse(readFileSync(path, 'utf8')) as SavedNotebook;
    return cells.map(({ source = '' }) => (typeof source === 'string' ? source : source.join('')));
  } catch {
    return [];
  }
}

/**
 * Where the open cells of a notebook stand. The editor tells the TypeScript server no order: it is that of the saved
 * notebook, in which a cell is found by its text and keeps its place while it is edited.
 */
export class CellOrder {
  readonly #path: string;
  #version: string | undefined;
  #saved: readonly string[] = [];
  /** The index of each cell in the saved notebook, {@link UNKNOWN} for one that is not in it. */
  readonly #places = new Map<string, number>();

  /** @param path of the notebook */
  constructor(path: string) {
    this.#path = path;
  }

  of(cells: readonly CellFile[], textOf: TextOf): Order {
    const isSavedAnew = this.#read();
    const byHandle = cells.toSorted((a, b) => a.handle - b.handle);
    const names = byHandle.map(({ fileName }) => fileName);
    if (this.#saved.length === 0) return { placed: names, loose: [] };
    const before = new Map(this.#places);
    for (const name of before.keys()) {
      if (isSavedAnew || !names.includes(name)) this.#places.delete(name);
    }
    if (names.some((name) => !this.#places.has(name))) this.#place(byHandle, before, textOf);
    const placeOf = (name: string): number => this.#places.get(name) ?? UNKNOWN;
    const placed = names.filter((name) => placeOf(name) !== UNKNOWN);
    placed.sort((a, b) => placeOf(a) - placeOf(b));
    return { placed, loose: names.filter((name) => placeOf(name) === UNKNOWN) };
  }

  /** @returns whether the notebook has been saved since */
  #read(): boolean {
    const stat = statSync(this.#path, { throwIfNoEntry: false });
    const version = stat ? `${stat.mtimeMs} ${stat.size}` : '';
    if (version === this.#version) return false;
    this.#version = version;
    this.#saved = savedTexts(this.#path);
    return true;
  }

  /** By the text; else where a cell stood before; else, as at first, where its handle says. */
  #place(cells: readonly CellFile[], before: ReadonlyMap<string, number>, textOf: TextOf): void {
    const taken = new Set(this.#places.values());
    const take = (fileName: string, place: number): void => {
      this.#places.set(fileName, place);
      taken.add(place);
    };
    for (const { fileName } of cells) {
      if (this.#places.has(fileName)) continue;
      const text = textOf(fileName).replaceAll('\r\n', '\n');
      const place = this.#saved.findIndex((saved, i) => saved === text && !taken.has(i));
      if (place !== UNKNOWN) take(fileName, place);
    }
    for (const { fileName, handle } of cells) {
      if (this.#places.has(fileName)) continue;
      const free = [before.get(fileName), handle].find(
        (i) => i !== undefined && i in this.#saved && !taken.has(i),
      );
      take(fileName, free ?? UNKNOWN);
    }
  }
}
