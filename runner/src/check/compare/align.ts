import { diffArrays } from 'diff';

/** The places of one thing in two lists; undefined where a list lacks it. */
export type Pair = readonly [before: number | undefined, after: number | undefined];

/**
 * Pairs the entries of two lists in order. Lists of the same kinds are paired by place; else entries that are
 * the same are, and between these those of the same kind, so that one entry more is one difference, not many.
 *
 * @param kind what two entries must share to be compared at all
 */
export function alignLists<T>(
  before: readonly T[],
  after: readonly T[],
  kind: (entry: T) => string,
  same: (a: T, b: T) => boolean,
): Pair[] {
  const kinds = before.map(kind).join('\n');
  if (kinds === after.map(kind).join('\n')) return before.map((_, index): Pair => [index, index]);
  return pairUp(before, after, same, (from, to) => {
    const inner = pairUp(before.slice(...from), after.slice(...to), (a, b) => kind(a) === kind(b), unpaired);
    return inner.map(([a, b]): Pair => [a === undefined ? a : a + from[0], b === undefined ? b : b + to[0]]);
  });
}

type Range = [from: number, to: number];

/** Pairs what is equal; stretches that are not go to `between`. */
function pairUp<T>(
  before: readonly T[],
  after: readonly T[],
  equal: (a: T, b: T) => boolean,
  between: (before: Range, after: Range) => Pair[],
): Pair[] {
  const pairs: Pair[] = [];
  let [a, b] = [0, 0];
  let [gapA, gapB] = [0, 0];
  const closeGap = (): void => {
    if (gapA < a || gapB < b) pairs.push(...between([gapA, a], [gapB, b]));
  };
  for (const part of diffArrays([...before], [...after], { comparator: equal })) {
    if (part.removed) a += part.value.length;
    else if (part.added) b += part.value.length;
    else {
      closeGap();
      pairs.push(...part.value.map((): Pair => [a++, b++]));
      [gapA, gapB] = [a, b];
    }
  }
  closeGap();
  return pairs;
}

function unpaired(before: Range, after: Range): Pair[] {
  return [
    ...places(before).map((n): Pair => [n, undefined]),
    ...places(after).map((n): Pair => [undefined, n]),
  ];
}

function places([from, to]: Range): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
