import type { Durations } from '../cache/durations.js';
import type { NotebookPaths } from './paths.js';

/**
 * The numbers of the notebooks, the one to start first before the others: that which took longest when it last
 * ran, so that none runs alone at the end while other jobs are idle. One that never ran may be long, so it comes
 * before; else the name decides. With one job nothing is gained, so the inputs keep their order.
 */
export function startOrder(
  notebooks: readonly { readonly paths: NotebookPaths }[],
  jobs: number,
  durations: Pick<Durations, 'of'>,
): number[] {
  const all = notebooks.map(({ paths }, index) => ({
    index,
    name: paths.name,
    seconds: durations.of(paths) ?? Infinity,
  }));
  if (jobs > 1) all.sort((a, b) => compare(b.seconds, a.seconds) || compare(a.name, b.name));
  return all.map(({ index }) => index);
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}
