import type { Label } from 'tally';

/**
 * Rows of a small table as computed values: `users_rural`, `percent_rural`, one for each row and measure.
 *
 * @example
 * cells(regions, (row) => row.group, { users: (row) => row.users, percent: (row) => 100 * row.share });
 */
export function cells<R>(
  rows: readonly R[],
  name: (row: R) => Label | string,
  measures: Readonly<Record<string, (row: R) => number | string | null>>,
): Record<string, number | string | null> {
  return Object.fromEntries(
    rows.flatMap((row) =>
      Object.entries(measures).map(([measure, value]) => [`${measure}_${slug(name(row))}`, value(row)]),
    ),
  );
}

/** A name as part of a key: `Home & Kitchen` is `home_kitchen`. */
export function slug(name: Label | string): string {
  const text = typeof name === 'string' ? name : name.en;
  return text
    .toLowerCase()
    .replace(/[,']/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}
