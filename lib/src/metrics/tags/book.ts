import { columnOf, type Bound } from '../../core/table.js';
import { parseKind } from '../../engine/shape.js';
import { id, sql } from '../../engine/sql.js';
import { MetricError, OptionsError } from '../../errors.js';
import { dayNumber } from '../../orders/day.js';
import { requireKnown, type Scope } from './check.js';
import { requireNoCycle } from './cycles.js';
import { queryFromJson } from './json.js';
import type { ManualTags } from './manual.js';
import { parseQuery } from './parse.js';
import { requirePossible } from './possible.js';
import { placeOf } from './place.js';
import type { Query, ReadQuery } from './query.js';
import type { EventSource, ShapesOf } from './sources.js';

export type Sources = Readonly<Record<string, EventSource>>;

export interface BookOptions<T extends Bound<'user'>, E extends Sources, R extends string = string> {
  /** The date for which tags are told: the table of customers is as of this date, and later rows of events are left out. */
  readonly asOf: string;
  /** What customers did, by the names that queries use. */
  readonly sources?: E;
  /** Dynamic tags: a rule each, as text or as a tree. */
  readonly rules?: Readonly<Record<R, string | ReadQuery | Query<T['columns'], ShapesOf<E>>>>;
  /** Tags that people gave. */
  readonly manual?: ManualTags;
}

/** Customers on a date with their tags, and all that a query can refer to. Its definitions are checked. */
export interface TagBook<T extends Bound<'user'> = Bound<'user'>, E extends Sources = Sources> {
  readonly customers: T;
  readonly asOf: string;
  readonly sources: E;
  readonly rules: ReadonlyMap<string, Query>;
  readonly manual: ManualTags | null;
}

/**
 * The tags of customers on a date: dynamic ones by rules, manual ones from a ledger. Rules are checked before anything
 * runs: columns, tags and values that there are, no tag that depends on itself, no rule (and no part of an `or`) that can
 * never hold.
 *
 * @throws OptionsError for a rule that fails a check, a name that both a rule and the ledger use, a table of events whose
 *   users are of another kind; MetricError for a customer with several rows.
 * @example
 * const book = await tags.book(await tiers.assign(shop.customers), {
 *   asOf: shop.asOf,
 *   sources: tags.ordersOf(shop),
 *   rules: { regular: 'count(orders within 90 days) >= 3', core: 'tag:regular and tier in (platinum, gold)' },
 * });
 */
export async function tagBook<T extends Bound<'user'>, E extends Sources>(
  customers: T,
  options: BookOptions<T, E>,
): Promise<TagBook<T, E>> {
  const { asOf, manual = null } = options;
  const sources = options.sources ?? ({} as E);
  dayNumber(asOf, 'asOf');
  requireSources(customers, sources);
  const rules = new Map(
    Object.entries<string | Query>(options.rules ?? {}).map(([tag, rule]) => [tag, queryOf(rule)]),
  );
  const both = manual?.names.find((name) => rules.has(name));
  if (both !== undefined)
    throw new OptionsError(`"${both}" is both a rule and a manual tag: rename one of them.`);
  const book: TagBook<T, E> = { customers, asOf, sources, rules, manual };
  for (const rule of rules.values()) requireKnown(rule, scopeOf(book));
  requireNoCycle(rules);
  for (const [tag, rule] of rules)
    requirePossible(rule, scopeOf(book), rules, `The rule of the tag "${tag}"`);
  await requireOnce(customers);
  return book;
}

export const scopeOf = ({ customers, sources, rules, manual }: TagBook): Scope => ({
  customers,
  sources,
  tags: [...rules.keys(), ...(manual?.names ?? [])],
});

/** A query given as text, as JSON or as a tree. @throws OptionsError for what is none. */
export function queryOf(input: string | Query): Query {
  if (typeof input === 'string') return parseQuery(input);
  return placeOf(input) === undefined ? queryFromJson(input) : input;
}

/** A query of a book, checked. @throws OptionsError as {@link tagBook}. */
export function checkedQuery(book: TagBook, input: string | Query, name = 'The query'): Query {
  const query = queryOf(input);
  requireKnown(query, scopeOf(book));
  requirePossible(query, scopeOf(book), book.rules, name);
  return query;
}

function requireSources(customers: Bound<'user'>, sources: Sources): void {
  const kindIn = (columns: Bound<'user'>['columns'], column: string) =>
    parseKind(columns[column] ?? 'text').kind;
  const own = kindIn(customers.columns, columnOf(customers, 'user'));
  for (const [name, { table, user }] of Object.entries(sources)) {
    const kind = kindIn(table.columns, user);
    if (kind === own) continue;
    throw new OptionsError(
      `The users of ${name} are ${kind}, those of ${customers.name} ${own}: cast one of them.`,
    );
  }
}

/** A customer in two rows, such as of two tiers, would be counted twice. */
async function requireOnce(customers: Bound<'user'>): Promise<void> {
  const user = id(columnOf(customers, 'user'));
  const twice = await customers.engine.all(
    sql`SELECT CAST(${user} AS VARCHAR) AS twice, count(*) AS n FROM ${customers} WHERE ${user} IS NOT NULL
      GROUP BY ${user} HAVING count(*) > 1 ORDER BY ${user} LIMIT 1`,
    { twice: 'text', n: 'integer' },
  );
  const [first] = twice;
  if (first === undefined) return;
  throw new MetricError(
    `${customers.name} has ${first.n} rows for the customer ${first.twice}: give a table with one row each.`,
  );
}
