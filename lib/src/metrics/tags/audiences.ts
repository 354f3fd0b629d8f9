import { categoriesOf } from '../../core/categories.js';
import * as column from '../../core/column.js';
import type { Text } from '../../core/label.js';
import { Result } from '../../core/result.js';
import { columnOf, described, type Bound } from '../../core/table.js';
import { id, join, sql } from '../../engine/sql.js';
import { wilson } from '../../stats/proportion.js';
import { OptionsError } from '../../errors.js';
import { makeAudience, type Audience } from '../audience.js';
import { ratio } from '../ratio.js';
import { checkedQuery, type Sources, type TagBook } from './book.js';
import { judged } from './compile.js';
import { printQuery } from './print.js';
import type { Query, ReadQuery } from './query.js';
import type { ShapesOf } from './sources.js';

export interface AudienceOptions<C extends string = string> {
  /** Its name in tables and figures. Default: the query. */
  readonly label?: Text;
  /** Columns of the customers to keep beside their id. */
  readonly keep?: readonly C[];
}

/** The customers for whom a query holds. */
export type QueryAudience = Audience & {
  readonly asOf: string;
  /** The query as text. */
  readonly text: string;
  /** Customers in the table. */
  readonly customers: number;
  /** Customers for whom the query is neither true nor false, since a value is missing. */
  readonly unknown: number;
};

/** What a book's audiences can be asked by. */
export type BookQuery<T extends Bound<'user'>, E extends Sources> =
  string | ReadQuery | Query<T['columns'], ShapesOf<E>>;

/**
 * The customers for whom a query holds on the date of the book. Tags are judged anew by their rules, so an audience is
 * never older than its book.
 *
 * A comparison with a missing value is unknown, and so is `not` of it: such customers are in neither. `is missing` asks
 * for them. A tag that is unknown is not there, so `not tag:x` takes them in.
 *
 * @throws OptionsError for a query that cannot be read, refers to what there is not, or can never hold.
 * @example
 * const drifting = await tags.audience(book, 'tier in (platinum, gold) and recency > 45 and not tag:vip');
 * drifting.size;
 */
export async function queryAudience<T extends Bound<'user'>, E extends Sources>(
  book: TagBook<T, E>,
  input: BookQuery<T, E>,
  options: AudienceOptions<keyof T['columns'] & string> = {},
): Promise<QueryAudience> {
  const { customers, asOf } = book;
  const { session } = customers;
  const query = checkedQuery(book, input);
  const text = printQuery(query);
  const keep = (options.keep ?? []).filter((name) => name !== columnOf(customers, 'user'));
  keep.forEach((name) => described(customers, name));
  const kept = keep.map((name) => () => sql`c.${id(name)}`);
  const all = judged(book, { holds: query }, { more: kept });
  const user = id(columnOf(customers, 'user'));
  const { total, unknown } = await session.engine.one(
    sql`SELECT count(*) AS total, count(CASE WHEN holds IS NULL THEN 1 END) AS "unknown" FROM (${all}) AS judged`,
    { total: 'integer', unknown: 'integer' },
  );
  const audience = await makeAudience(session, {
    of: customers,
    user: columnOf(customers, 'user'),
    query: sql`SELECT ${join([user, ...keep.map(id)])} FROM (${all}) AS judged WHERE holds AND ${user} IS NOT NULL ORDER BY ${user}`,
    ...{ name: 'audience', label: options.label ?? text, asOf, keep },
  });
  return Object.assign(audience, { asOf, text, customers: total, unknown });
}

/**
 * Several audiences of one book by name.
 *
 * @example
 * const { loyal, lapsed } = await tags.audiences(book, { loyal: 'orders >= 5', lapsed: 'recency > 180' });
 */
export async function queryAudiences<T extends Bound<'user'>, E extends Sources, const K extends string>(
  book: TagBook<T, E>,
  queries: Readonly<Record<K, BookQuery<T, E> | { readonly label: Text; readonly query: BookQuery<T, E> }>>,
): Promise<Readonly<Record<K, QueryAudience>>> {
  const found: [string, QueryAudience][] = [];
  for (const [name, given] of Object.entries<BookQuery<T, E> | { label: Text; query: BookQuery<T, E> }>(
    queries,
  )) {
    const named = typeof given === 'object' && 'label' in given;
    const query = named ? given.query : given;
    found.push([name, await queryAudience(book, query, { label: named ? given.label : name })]);
  }
  return Object.fromEntries(found) as Record<K, QueryAudience>;
}

const sizeSchema = <K extends string>(audiences: Readonly<Record<K, QueryAudience>>) => ({
  audience: {
    ...column.category(
      'audience',
      categoriesOf(
        Object.fromEntries(
          Object.entries<QueryAudience>(audiences).map(([key, { label }]) => [key, { label }]),
        ) as Record<K, { label: Text }>,
      ),
    ),
    authored: true,
  },
  query: column.text('audienceQuery'),
  customers: column.count('customers'),
  share: column.optional(column.percent('share', { base: 'customers', interval: 'shareInterval' })),
  shareInterval: column.optional(column.interval()),
  unknown: column.count('unknownCustomers'),
});

/** How many customers each audience has. */
export type AudienceSizes<K extends string = string> = Result<ReturnType<typeof sizeSchema<K>>>;

/**
 * The sizes of audiences: customers for whom the query holds, their share of all customers of the table with Wilson's 95%
 * interval, and those for whom it is unknown, since a value is missing.
 *
 * @example
 * const sizes = tags.sizes(await tags.audiences(book, { loyal: 'orders >= 5', lapsed: 'recency > 180' }));
 * sizes.at({ audience: 'loyal' }).share.en;
 */
export function audienceSizes<const K extends string>(
  audiences: Readonly<Record<K, QueryAudience>>,
): AudienceSizes<K> {
  const entries = Object.entries<QueryAudience>(audiences) as [K, QueryAudience][];
  const [first] = entries;
  if (first === undefined) throw new OptionsError('Give at least one audience.');
  return new Result({
    session: first[1].session,
    name: 'audience-sizes',
    title: { en: 'Customers by audience', zh: '各人群的客户数' },
    schema: sizeSchema(audiences),
    rows: entries.map(([audience, { text, size, customers, unknown }]) => ({
      ...{ audience, query: text, customers: size, unknown },
      share: ratio(size, customers),
      shareInterval: wilson(size, customers),
    })),
    chart: { mark: 'bar', x: 'customers', y: 'audience' },
  });
}
