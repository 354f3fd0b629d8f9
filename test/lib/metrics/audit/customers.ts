import type { Session } from 'tally';
import { seeded } from '../../../../lib/src/stats/random.js';
import { tableOf } from '../../table-of.js';

/** A row of a test: customer, segment, outcome, two numbers, a word. */
export type CustomerRow = readonly [
  customer: string | null,
  segment: string | null,
  outcome: number | null,
  a: number | null,
  b: number | null,
  word: string | null,
];

const COLUMNS = {
  customer: 'text?',
  segment: 'text?',
  outcome: 'decimal?',
  a: 'double?',
  b: 'double?',
  word: 'text?',
} as const;

export const customersOf = (tally: Session, rows: readonly CustomerRow[]) =>
  tableOf(tally, 'customers', COLUMNS, rows, { segment: 'segment' });

/**
 * Customers of four segments, two of them narrow and two wide, in which nothing has to do with the outcome; `effect` is
 * added to `a` of rows further than 0.15 from the center of their segment.
 */
export function drawnRows(seed: number, { rows = 150, effect = 0 } = {}): CustomerRow[] {
  const random = seeded(seed);
  const found: CustomerRow[] = [];
  for (let row = 0; row < rows; row += 1) {
    const segment = random.below(4);
    const center = 0.5 + 0.05 * segment;
    const outcome = center + ([0.05, 0.06, 0.22, 0.28][segment] ?? 0) * random.normal();
    const again = row % 11 === 10 ? found.at(-1) : undefined;
    const a = random.normal() + (Math.abs(outcome - center) > 0.15 ? effect : 0);
    found.push([
      again?.[0] ?? `c${row}`,
      `s${segment}`,
      Math.round(outcome * 100) / 100,
      again !== undefined && effect === 0 ? again[3] : a,
      Math.exp(random.normal()),
      ['u', 'v', 'w'][random.below(3)] ?? 'u',
    ]);
  }
  return found;
}
