import type { tags } from 'tally';

export interface Customer {
  readonly customer: string;
  readonly recency: number | null;
  readonly spent: number | null;
  readonly country: string | null;
  readonly joined: string | null;
  readonly member: boolean | null;
}

export interface Order {
  readonly customer: string;
  readonly day: string;
  readonly amount: number | null;
}

/** What a slow reference of queries knows. */
export interface World {
  readonly orders: readonly Order[];
  readonly rules: Readonly<Record<string, tags.Query>>;
  readonly asOf: string;
}

type Truth = boolean | null;
type Cells = Readonly<Record<string, string | number | boolean | null>>;

const not = (truth: Truth): Truth => (truth === null ? null : !truth);

function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}

const some = (truths: readonly Truth[]): Truth => not(every(truths.map(not)));

function compared(a: string | number | boolean, is: string, b: string | number | boolean): boolean {
  switch (is) {
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}

const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Whether a query holds for a customer, null for unknown: the definitions, one customer at a time. */
export function holds(query: tags.Query, customer: Customer, world: World): Truth {
  return truth(query, customer as unknown as Cells, (leaf) => {
    if ('tag' in leaf) {
      const rule = world.rules[leaf.tag];
      return rule !== undefined && holds(rule, customer, world) === true;
    }
    const rows = world.orders.filter(
      ({ customer: user, day, amount }) =>
        user === customer.customer &&
        day <= world.asOf &&
        (leaf.within === undefined || days(day, world.asOf) <= leaf.within) &&
        (leaf.where === undefined || truth(leaf.where, { amount }, () => null) === true),
    );
    const value =
      leaf.sum === undefined ? rows.length : rows.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
    return compared(value, leaf.is, leaf.value);
  });
}

function truth(
  query: tags.Query,
  cells: Cells,
  other: (leaf: tags.TagTest | tags.EventTest) => Truth,
): Truth {
  if ('and' in query) return every(query.and.map((part) => truth(part, cells, other)));
  if ('or' in query) return some(query.or.map((part) => truth(part, cells, other)));
  if ('not' in query) return not(truth(query.not, cells, other));
  if ('tag' in query || 'events' in query) return other(query);
  const value = cells[query.column] ?? null;
  if ('missing' in query) return value === null;
  if (value === null) return null;
  if ('in' in query) return query.in.includes(value);
  return compared(value, query.is, query.value);
}
