import type { LoadedFile } from '../load/loaded.js';
import { findByName } from './by-name.js';
import { areIds, isNumber, timesIn, type ColumnFacts } from './column-facts.js';
import { typeColumn } from './event-contents.js';
import type { FoundFields } from './found.js';
import { DATA_KINDS, FIELDS_OF_KIND, type DataKind } from './kinds.js';

/** What speaks for a kind when it is found by its name. */
const WEIGHTS: Readonly<Record<DataKind, Readonly<Partial<Record<string, number>>>>> = {
  orders: { order: 3, customer: 1, time: 1, amount: 2, quantity: 2, price: 2, status: 1, product: 1 },
  events: { type: 3, user: 1, time: 1, item: 1, category: 1 },
  customers: {
    ...{ user: 1, recency: 3, frequency: 3, monetary: 2, orderValue: 2, age: 2, income: 2, gender: 2 },
    ...{ interest: 2, region: 1, segment: 1, subscribed: 2, pages: 2, minutes: 2 },
  },
};

/**
 * What kind of data a file most likely is: by the names of its columns, and by three signs in its contents: words for
 * what users do, ids that never repeat beside no time, and times beside money.
 */
export async function kindOf(file: LoadedFile, columns: readonly ColumnFacts[]): Promise<DataKind> {
  const scores = DATA_KINDS.map((kind) => ({ kind, score: nameScore(kind, columns) }));
  const add = (kind: DataKind, points: number) => {
    for (const one of scores) if (one.kind === kind) one.score += points;
  };
  const timed = columns.some((facts) => timesIn(facts) !== null);
  if ((await typeColumn(file, columns)) !== null) add('events', 6);
  if (timed && columns.some((facts) => isNumber(facts) && facts.fractions > 0)) add('orders', 2);
  const [first] = columns.filter(areIds);
  if (!timed && first !== undefined && first.distinct === first.rows) add('customers', 3);
  if (!timed) add('customers', 2);
  const [best] = scores.toSorted((a, b) => b.score - a.score);
  return best?.kind ?? 'orders';
}

function nameScore(kind: DataKind, columns: readonly ColumnFacts[]): number {
  const found: FoundFields = new Map();
  const unclear = new Map<string, readonly string[]>();
  findByName(FIELDS_OF_KIND[kind], columns, found, { unclear });
  const named = [...found].filter(([, { sure }]) => sure !== 'unsure').map(([field]) => field);
  return [...named, ...unclear.keys()].reduce((sum, field) => sum + (WEIGHTS[kind][field] ?? 0), 0);
}
