import type { LoadedFile } from '../load/loaded.js';
import { canHold, findByName } from './by-name.js';
import { areIds, isNumber, hardlyRepeats, timesIn, type ColumnFacts } from './column-facts.js';
import { typeColumn } from './event-contents.js';
import type { FoundFields } from './found.js';
import { DATA_KINDS, FIELDS_OF_KIND, type DataKind } from './kinds.js';
import { CUSTOMER_SIGNS } from './names/customers.js';
import { knownNames, nameFit } from './names/match.js';

/** What speaks for a kind when it is found by its name. */
const WEIGHTS: Readonly<Record<DataKind, Readonly<Partial<Record<string, number>>>>> = {
  orders: { order: 3, customer: 1, time: 1, amount: 2, quantity: 2, price: 2, status: 1, product: 1 },
  events: { type: 3, user: 1, time: 1, item: 1, category: 1 },
  customers: {
    ...{ user: 1, recency: 3, frequency: 3, monetary: 2, orderValue: 2, age: 2, income: 2, gender: 2 },
    ...{ interest: 2, region: 1, segment: 1, subscribed: 2, pages: 2, minutes: 2 },
  },
};

/** What speaks for customers besides, although no field holds it, and a field that has values of the same sort. */
const SIGNS = [
  { known: knownNames(CUSTOMER_SIGNS.joined), like: 'time', weight: 2 },
  { known: knownNames(CUSTOMER_SIGNS.churned), like: 'segment', weight: 3 },
  { known: knownNames(CUSTOMER_SIGNS.plan), like: 'segment', weight: 1 },
  { known: knownNames(CUSTOMER_SIGNS.recurring), like: 'amount', weight: 2 },
  { known: knownNames(CUSTOMER_SIGNS.tenure), like: 'amount', weight: 2 },
];

/**
 * What kind of data a file most likely is: by the names of its columns, and by four signs in its contents: words for
 * what users do, ids that never repeat beside no time, users that hardly repeat, and times beside money.
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
  if (timed && usersByName(columns).some(hardlyRepeats)) add('customers', 2);
  add('customers', signScore(columns));
  const [best] = scores.toSorted((a, b) => b.score - a.score);
  return best?.kind ?? 'orders';
}

function nameScore(kind: DataKind, columns: readonly ColumnFacts[]): number {
  const { found, unclear } = byName(kind, columns);
  const named = [...found].filter(([, { sure }]) => sure !== 'unsure').map(([field]) => field);
  return [...named, ...unclear.keys()].reduce((sum, field) => sum + (WEIGHTS[kind][field] ?? 0), 0);
}

function signScore(columns: readonly ColumnFacts[]): number {
  const seen = SIGNS.filter(({ known, like }) =>
    columns.some(
      (facts) => canHold(like, facts) && ['same', 'bare'].includes(nameFit(facts.name, known).fit),
    ),
  );
  return seen.reduce((sum, { weight }) => sum + weight, 0);
}

/** The column that is the user of a table of customers by its name, if there is one. */
function usersByName(columns: readonly ColumnFacts[]): readonly ColumnFacts[] {
  const user = byName('customers', columns).found.get('user');
  return columns.filter(({ name }) => user?.sure !== 'unsure' && name === user?.column);
}

function byName(kind: DataKind, columns: readonly ColumnFacts[]) {
  const found: FoundFields = new Map();
  const unclear = new Map<string, readonly string[]>();
  findByName(FIELDS_OF_KIND[kind], columns, found, { unclear });
  return { found, unclear };
}
