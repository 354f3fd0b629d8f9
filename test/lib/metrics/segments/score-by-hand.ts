import type { TiePolicy } from 'tally';

export interface Person {
  readonly id: string;
  readonly days: number;
  readonly orders: number;
  readonly spent: number;
}

type Value = (person: Person) => number;
const VALUES: readonly Value[] = [(one) => -one.days, (one) => one.orders, (one) => one.spent];

/** R, F and M of each person, one after the other, as somebody with a pencil would do it: slow and obvious. */
export function scoreByHand(people: readonly Person[], ties: TiePolicy, bins: number): number[][] {
  return people.map((person) => VALUES.map((value) => scoreOf(people, person, value, ties, bins)));
}

function scoreOf(
  people: readonly Person[],
  person: Person,
  value: Value,
  ties: TiePolicy,
  bins: number,
): number {
  const n = people.length;
  const below = people.filter((other) => value(other) < value(person)).length;
  const equals = people.filter((other) => value(other) === value(person));
  switch (ties) {
    case 'key':
      return tileOf(below + equals.filter((other) => other.id < person.id).length, n, bins);
    case 'percent_rank':
      return n === 1 ? 1 : Math.min(bins, Math.floor((below * bins) / (n - 1)) + 1);
    case 'cume_dist':
      return Math.ceil(((below + equals.length) * bins) / n);
    case 'mean':
      return Math.floor(((2 * below + equals.length) * bins) / (2 * n)) + 1;
  }
}

/** Tiles are dealt by size: the first ones take one more where the number does not divide. */
function tileOf(position: number, n: number, bins: number): number {
  const sizes = Array.from({ length: bins }, (_, tile) => Math.floor(n / bins) + (tile < n % bins ? 1 : 0));
  let end = 0;
  return sizes.findIndex((size) => position < (end += size)) + 1;
}
