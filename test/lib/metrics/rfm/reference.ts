import type { RfmSegment, TiePolicy } from 'tally';

export interface Person {
  readonly id: string;
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

export interface Scored extends Person {
  readonly scores: readonly [number, number, number];
  readonly segment: RfmSegment;
}

const SEGMENTS: Readonly<Record<string, RfmSegment>> = {
  HHH: 'keyValue',
  HHL: 'potential',
  HLH: 'newHighValue',
  HLL: 'generalNew',
  LHH: 'keyWinBack',
  LHL: 'lowCost',
  LLH: 'dormantHighValue',
  LLL: 'lost',
};

/** The segment of high or low recency, frequency and money. */
export function segmentOf(levels: readonly boolean[]): RfmSegment {
  return SEGMENTS[levels.map((high) => (high ? 'H' : 'L')).join('')] ?? 'lost';
}

/** Scores people one after the other, as a person with a pencil would: slow and obvious. `people` are in file order. */
export function scoreByHand(people: readonly Person[], ties: TiePolicy, bins = 5, high = 4): Scored[] {
  const byRecency = order(people, ties, ({ recency }) => -recency);
  const byFrequency = order(ties === 'mysql' ? byRecency : people, ties, ({ frequency }) => frequency);
  const byMoney = order(ties === 'mysql' ? byFrequency : people, ties, ({ monetary }) => monetary);
  return people.map((person) => {
    const scores = [
      scoreIn(byRecency, person, ({ recency }) => -recency, ties, bins),
      scoreIn(byFrequency, person, ({ frequency }) => frequency, ties, bins),
      scoreIn(byMoney, person, ({ monetary }) => monetary, ties, bins),
    ] as const;
    return { ...person, scores, segment: segmentOf(scores.map((score) => score >= high)) };
  });
}

function order(people: readonly Person[], ties: TiePolicy, value: (person: Person) => number): Person[] {
  const start = ties === 'key' ? [...people].sort((a, b) => (a.id < b.id ? -1 : 1)) : [...people];
  return start.sort((a, b) => value(a) - value(b));
}

function scoreIn(
  ordered: readonly Person[],
  person: Person,
  value: (person: Person) => number,
  ties: TiePolicy,
  bins: number,
): number {
  const n = ordered.length;
  const below = ordered.filter((other) => value(other) < value(person)).length;
  const equal = ordered.filter((other) => value(other) === value(person)).length;
  switch (ties) {
    case 'mysql':
    case 'key':
      return tileOf(ordered.indexOf(person), n, bins);
    case 'percent_rank':
      return n === 1 ? 1 : Math.min(bins, Math.floor((below * bins) / (n - 1)) + 1);
    case 'cume_dist':
      return Math.ceil(((below + equal) * bins) / n);
    case 'mean':
      return Math.floor(((2 * below + equal) * bins) / (2 * n)) + 1;
  }
}

/** Tiles are dealt by size: the first ones take one more where the number does not divide. */
function tileOf(position: number, n: number, bins: number): number {
  const sizes = Array.from({ length: bins }, (_, tile) => Math.floor(n / bins) + (tile < n % bins ? 1 : 0));
  let end = 0;
  return sizes.findIndex((size) => position < (end += size)) + 1;
}
