import type { NotebookCache } from '../cache/notebook-cache.js';
import type { Kernelspec } from '../kernel/kernelspec.js';
import type { PreparedNotebook, UnfitNotebook } from './prepare.js';

/** Says which kernel will be needed next, so that it can start while others work. */
export class SpareKernels {
  readonly #notebooks: readonly (PreparedNotebook | UnfitNotebook)[];
  readonly #cache: Pick<NotebookCache, 'holds'>;
  readonly #waiting: Set<number>;
  /** Whether notebooks need a kernel, as the files are now. */
  readonly #needs = new Map<number, Promise<boolean>>();

  readonly #kernelOf: (notebook: PreparedNotebook) => Kernelspec;

  /** @param order the numbers of the notebooks as they start */
  constructor(
    notebooks: readonly (PreparedNotebook | UnfitNotebook)[],
    order: readonly number[],
    cache: Pick<NotebookCache, 'holds'>,
    kernelOf: (notebook: PreparedNotebook) => Kernelspec = ({ spec }) => spec,
  ) {
    this.#notebooks = notebooks;
    this.#waiting = new Set(order);
    this.#cache = cache;
    this.#kernelOf = kernelOf;
  }

  started(index: number): void {
    this.#waiting.delete(index);
  }

  /** A notebook has ended: the files that others read may be different ones. */
  ended(): void {
    this.#needs.clear();
  }

  /**
   * The kernel of the first waiting notebook whose results the cache does not hold; undefined when there is none.
   *
   * @param mayRun whether a notebook is not held back by one that failed
   */
  async next(mayRun: (index: number) => boolean): Promise<Kernelspec | undefined> {
    for (const index of [...this.#waiting]) {
      const notebook = this.#notebooks[index];
      if (notebook === undefined || 'error' in notebook || !mayRun(index)) continue;
      if ((await this.#needsKernel(index, notebook)) && this.#waiting.has(index))
        return this.#kernelOf(notebook);
    }
    return undefined;
  }

  #needsKernel(index: number, notebook: PreparedNotebook): Promise<boolean> {
    const known = this.#needs.get(index);
    if (known !== undefined) return known;
    // What cannot be looked up is told when the notebook runs.
    const asked = this.#cache.holds(notebook).then(
      (held) => !held,
      () => true,
    );
    this.#needs.set(index, asked);
    return asked;
  }
}
