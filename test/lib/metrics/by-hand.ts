import type { taobao } from 'tally-studies';
import type { TestEvent } from '../events.js';

/** Events of one behavior, so many of each key in turn: `{ 7: 3 }` is three of category 7. */
export function eventsOf(
  key: 'user' | 'category',
  numbers: Readonly<Record<number, number>>,
  behavior: taobao.EventType = 'buy',
  at: number | string = '2017-11-30 12:00',
): TestEvent[] {
  return Object.entries(numbers).flatMap(([value, times]) =>
    Array.from({ length: times }, () => ({ user: 1, behavior, at, [key]: Number(value) })),
  );
}

/** How many events each key has, by going through them one by one. */
export function tally(keys: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Gini as the mean absolute difference over all pairs. */
export function giniByPairs(values: readonly number[]): number {
  const differences = values.flatMap((x) => values.map((y) => Math.abs(x - y)));
  return sum(differences) / (2 * values.length * sum(values));
}

/** One event in each of so many categories. */
export function ones(from: number, many: number): Record<number, number> {
  return Object.fromEntries(Array.from({ length: many }, (_, index) => [from + index, 1]));
}
