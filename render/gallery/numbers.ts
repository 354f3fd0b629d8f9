/** Numbers in [0, 1) that look random and are the same everywhere: a linear congruential generator. */
export function noise(count: number, seed = 1): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  });
}

/** Order values as shops see them: most small, a few large. Yuan, two decimals. */
export function orderValues(count: number, seed = 1): number[] {
  return noise(count, seed).map((share) => Math.round(2000 * Math.exp(3 * share)) / 100);
}

/** Consecutive days from `start` (`2024-01-01`). */
export function days(start: string, count: number): string[] {
  const first = Date.parse(start);
  return Array.from({ length: count }, (_, day) =>
    new Date(first + day * 86_400_000).toISOString().slice(0, 10),
  );
}

/** First days of consecutive months from January 2024. */
export function months(count: number): string[] {
  return Array.from({ length: count }, (_, month) =>
    new Date(Date.UTC(2024, month, 1)).toISOString().slice(0, 10),
  );
}

/** `count` whole numbers from 0. */
export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
