import type { Tally } from 'tally';
import type { Files } from '../../load/files.js';
import { line, shopOf } from '../../orders/shop-of.js';

export const dateOf = (day: number): string =>
  new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);

/** Orders of customers by the days on which they order, from 2024-01-01. */
export async function shopWith(
  tally: Tally,
  files: Files,
  days: Readonly<Record<string, readonly number[]>>,
  asOf: number,
) {
  const lines = Object.entries(days).flatMap(([customer, own]) =>
    own.map((day, nth) => line(`${customer}-${nth} ${customer} ${dateOf(day)} 1x500`)),
  );
  return (await shopOf(tally, files, lines, { asOf: dateOf(asOf) })).shop;
}
