import type { Session } from '../../../../lib/src/core/session.js';
import { bind, id, type RfmOptions, type Segmentation, type TieOrder } from 'tally';
import { columnOf } from '../../../../lib/src/core/table.js';
import { tableOf } from '../../table-of.js';

/** A customer of a shop whose columns are called as nowhere else; there are no interests. */
export interface Customer {
  readonly days: number;
  readonly orders: number;
  readonly spent: number;
  readonly land?: string;
  readonly ware?: string;
  readonly sex?: string;
  readonly income?: number;
  readonly letter?: boolean | null;
}

const COLUMNS = {
  nr: 'text',
  zeile: 'integer',
  tage: 'integer',
  kaeufe: 'integer',
  umsatz: 'decimal',
  bon: 'double',
  land: 'text',
  ware: 'text',
  geschlecht: 'text',
  einkommen: 'integer',
  brief: 'boolean?',
} as const;

const ROLES = {
  user: 'nr',
  row: 'zeile',
  recency: 'tage',
  frequency: 'kaeufe',
  monetary: 'umsatz',
  orderValue: 'bon',
  region: 'land',
  category: 'ware',
  gender: 'geschlecht',
  income: 'einkommen',
  subscribed: 'brief',
} as const;

/** Customers in the order of a file, numbered from 0. */
export async function customersOf(session: Session, customers: readonly Customer[]) {
  const rows = customers.map((one, index) => [
    String(index),
    index + 1,
    one.days,
    one.orders,
    one.spent,
    one.orders === 0 ? 0 : one.spent / one.orders,
    one.land ?? 'Bayern',
    one.ware ?? 'Buch',
    one.sex ?? 'w',
    one.income ?? 50_000,
    one.letter === undefined ? true : one.letter,
  ]);
  const table = await tableOf(session, 'kunden', COLUMNS, rows, {});
  return bind(table, ROLES);
}

/** Cuts instead of bins, so that a test can put any number of customers into any segment. */
export const CUTS = {
  dimensions: ['recency', 'monetary'],
  cuts: { recency: [10], monetary: [1000] },
  segments: {
    stars: { label: { en: 'Stars', zh: '明星' }, levels: { recency: true, monetary: true } },
    sleepers: { label: { en: 'Sleepers', zh: '沉睡' }, levels: { recency: false, monetary: true } },
    starters: { label: { en: 'Starters', zh: '新手' }, levels: { recency: true, monetary: false } },
    gone: { label: { en: 'Gone', zh: '已流失' }, levels: { recency: false, monetary: false } },
  },
} as const satisfies RfmOptions & { readonly segments: Segmentation };

export type Key = keyof typeof CUTS.segments;
export const KEYS = Object.keys(CUTS.segments) as Key[];

/** The segment under {@link CUTS}. */
export function segmentUnderCuts({ days, spent }: Customer): Key {
  if (spent >= 1000) return days <= 10 ? 'stars' : 'sleepers';
  return days <= 10 ? 'starters' : 'gone';
}

export const star = (changes: Partial<Customer> = {}): Customer => ({
  days: 5,
  orders: 5,
  spent: 1000,
  ...changes,
});
export const gone = (changes: Partial<Customer> = {}): Customer => ({
  days: 20,
  orders: 1,
  spent: 200,
  ...changes,
});

/** The order that MySQL happens to keep: each window starts from what the one before it left, the first from the file. */
export const WINDOW_ORDER: TieOrder = {
  name: 'window',
  label: { en: 'Window by window', zh: '逐窗口' },
  orderBy: ({ table, previous }) => previous ?? id(columnOf(table, 'row')),
};
