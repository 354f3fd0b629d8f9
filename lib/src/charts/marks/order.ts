import type { Crossed } from './crossed.js';
import type { Source } from './source.js';

/** Keys in another order, or fewer of them, with their cells. */
function picked({ keys, series }: Crossed, places: readonly number[]): Crossed {
  return {
    keys: places.flatMap((place) => keys[place] ?? []),
    series: series.map((one) => ({ ...one, cells: places.map((place) => one.cells[place]) })),
  };
}

/** How keys are sorted and limited. */
export interface OrderOptions {
  /** Sort by value, keeping ties in order. Default: the order of the result. */
  readonly sort?: 'ascending' | 'descending';
  /** The most keys to draw, from the first. */
  readonly limit?: number;
}

/** The keys in the requested order, up to the limit. */
export function ordered(cross: Crossed, { sort, limit }: OrderOptions): Crossed {
  const sums = cross.keys.map((_, index) =>
    sumOf(cross.series.map(({ cells }) => cells[index]?.value ?? null)),
  );
  const places = cross.keys.map((_, index) => index);
  const sign = sort === 'descending' ? -1 : 1;
  const sorted = places.toSorted((a, b) => {
    const [one, other] = [sums[a] ?? null, sums[b] ?? null];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other);
  });
  return picked(cross, (sort === undefined ? places : sorted).slice(0, limit));
}

/** The sum of the values that are not null; null if all are null. */
export function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** "3 of 12 shown", if some are left out. */
export function cutNote(source: Source, all: number, shown: number): string | undefined {
  if (shown >= all) return undefined;
  return source.locale === 'zh' ? `共${all}项，显示其中${shown}项` : `${shown} of ${all} shown`;
}
