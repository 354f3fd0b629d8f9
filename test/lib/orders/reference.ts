import type { TestLine } from './random-lines.js';

/** A line that counts, and its money in cents. */
export interface CountedLine extends TestLine {
  readonly cents: number;
  readonly place: number;
}

export interface ReferenceOrder {
  readonly id: string;
  readonly customer: string;
  readonly time: string;
  readonly day: string;
  readonly cents: number;
  readonly place: number;
  readonly kind: 'purchase' | 'refund' | 'nothing';
  readonly lines: readonly CountedLine[];
}

export interface Rules {
  readonly refunds?: 'net' | 'exclude';
  readonly duplicates?: 'count' | 'drop';
  readonly asOf?: string;
}

/** Where each line goes, as the documentation says it, line by line. */
export function outcomesOf(
  lines: readonly TestLine[],
  { refunds = 'net', duplicates = 'count', asOf }: Rules = {},
) {
  return lines.map((line, index): { outcome: string; line: CountedLine } => {
    const owners = new Set(
      lines.filter((other) => other.order === line.order).map((other) => other.customer),
    );
    owners.delete('');
    const cents = line.quantity * line.price;
    const found = { ...line, cents, place: index, customer: [...owners].toSorted()[0] ?? '' };
    const status = line.status.trim().toLowerCase();
    const repeated = lines.slice(0, index).some((other) => JSON.stringify(other) === JSON.stringify(line));
    const outcome = () => {
      if (duplicates === 'drop' && repeated) return 'duplicate';
      if (asOf !== undefined && line.time.slice(0, 10) > asOf) return 'later';
      if (status === 'cancelled' || status === 'refunded') return 'canceled';
      if (owners.size === 0) return 'noCustomer';
      if (owners.size > 1) return 'twoCustomers';
      if (cents > 0) return 'sale';
      if (refunds === 'exclude') return cents < 0 ? 'refundExcluded' : 'freeExcluded';
      return cents < 0 ? 'refund' : 'free';
    };
    return { outcome: outcome(), line: found };
  });
}

/** The lines that count. */
export const countedOf = (lines: readonly TestLine[], rules: Rules = {}): CountedLine[] =>
  outcomesOf(lines, rules)
    .filter(({ outcome }) => ['sale', 'refund', 'free'].includes(outcome))
    .map(({ line }) => line);

/** Orders in order of time, ties in the order of the file. */
export function ordersOf(lines: readonly CountedLine[]): ReferenceOrder[] {
  const ids = [...new Set(lines.map(({ order }) => order))];
  const orders = ids.map((id): ReferenceOrder => {
    const own = lines.filter(({ order }) => order === id);
    const cents = sum(own.map((line) => line.cents));
    const time = own.map((line) => line.time).toSorted()[0] ?? '';
    return {
      ...{ id, time, cents, lines: own },
      day: time.slice(0, 10),
      customer: own[0]?.customer ?? '',
      place: Math.min(...own.map(({ place }) => place)),
      kind: cents > 0 ? 'purchase' : cents < 0 ? 'refund' : 'nothing',
    };
  });
  return orders.toSorted((a, b) => (a.time === b.time ? a.place - b.place : a.time < b.time ? -1 : 1));
}

export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Whole days from one date to another. */
export const daysFrom = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000;

export interface ReferenceCustomer {
  readonly id: string;
  readonly purchases: readonly ReferenceOrder[];
  readonly orders: readonly ReferenceOrder[];
}

/** Customers with a purchase, by name. */
export function customersOf(orders: readonly ReferenceOrder[]): ReferenceCustomer[] {
  return [...new Set(orders.map(({ customer }) => customer))].toSorted().flatMap((id) => {
    const own = orders.filter(({ customer }) => customer === id);
    const purchases = own.filter(({ kind }) => kind === 'purchase');
    return purchases.length === 0 ? [] : [{ id, orders: own, purchases }];
  });
}

/** Money of the library in cents. */
export const cents = (amount: number): number => Math.round(amount * 100);
