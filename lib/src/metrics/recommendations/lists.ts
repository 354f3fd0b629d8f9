import { literal, sql, type Sql } from '../../engine/sql.js';
import { OptionsError } from '../../errors.js';
import type { Known } from './known.js';
import type { Method } from './methods.js';

/**
 * SQL for the lists of one method: `customer_id`, `item`, `place` from 1 to k. A list is shorter where the method knows
 * fewer products for the customer.
 */
export function listsOf(known: Known, method: Method): Sql {
  const { people, bought, products } = known;
  const least = literal(known.options.least);
  switch (method) {
    case 'popular':
      return ranked(known, sql`SELECT item, customers AS score FROM ${products}`);
    case 'staples':
      return ranked(
        known,
        sql`SELECT item, again / CAST(customers AS DOUBLE) AS score FROM ${products} WHERE customers >= ${least}`,
      );
    case 'newcomers':
      return ranked(known, sql`SELECT item, firsts AS score FROM ${products} WHERE firsts > 0`);
    case 'premium':
      return ranked(known, priced(known, 0.75, sql`>=`));
    case 'bestSellers':
      return ranked(known, priced(known, 0.5, sql`<=`));
    case 'tierPopular':
      return rankedInTier(known, sql`own`, sql`1`);
    case 'tierLift':
      // The customers of the tier and of all are the same for each of its products.
      return rankedInTier(known, sql`own / CAST(everywhere AS DOUBLE)`, least);
    case 'together':
      return paired(known, sql`p.orders`);
    case 'association':
      return paired(known, sql`p.orders / CAST(p.of_item AS DOUBLE)`);
    case 'pairLift':
      return paired(known, sql`p.orders * CAST(w.n AS DOUBLE) / (CAST(p.of_item AS DOUBLE) * p.of_other)`);
    case 'own':
      return scored(
        known,
        sql`SELECT customer_id, item, orders AS score FROM ${bought} JOIN ${people} USING (customer_id) WHERE chosen`,
      );
  }
}

/** Whether one of the methods goes by pairs of products. */
export const needPairs = (methods: readonly Method[]): boolean =>
  methods.some((method) => ['together', 'association', 'pairLift'].includes(method));

/** @throws OptionsError where a method needs prices that are not there. */
export function requirePrices(methods: readonly Method[], priced: boolean): void {
  const needing = methods.find((method) => method === 'premium' || method === 'bestSellers');
  if (needing === undefined || priced) return;
  throw new OptionsError(
    `${needing} goes by price, and these orders have no quantity: say which column of the file holds it, ` +
      "loadOrders(tally, path, { columns: { quantity: '…' } }), or leave the method out.",
  );
}

/** The products on one side of a quantile of prices, over products with enough customers, by customers. */
function priced({ products, session, options }: Known, share: number, side: Sql): Sql {
  return sql`SELECT item, customers AS score FROM (
      SELECT *, ${session.engine.dialect.quantile(sql`price`, share)} OVER () AS cut FROM ${products}
      WHERE customers >= ${literal(options.least)} AND price IS NOT NULL
    ) AS sold WHERE price ${side} cut`;
}

/** One ranking for everybody. */
function ranked(known: Known, scores: Sql): Sql {
  const { people, products } = known;
  return sql`WITH ranking AS (
      SELECT s.item, row_number() OVER (ORDER BY s.score DESC, g.place) AS rank
      FROM (${scores}) AS s JOIN ${products} g USING (item)
    ),
    ${firstOf(known, sql`SELECT p.customer_id, r.item, r.rank FROM ${people} p JOIN ranking r ON r.rank <= ${reach(known)} WHERE p.chosen`)}`;
}

/** A ranking for each tier. */
function rankedInTier(known: Known, score: Sql, floor: Sql): Sql {
  const { people, bought, products } = known;
  return sql`WITH counted AS (SELECT tier, item, count(*) AS own FROM ${bought} JOIN ${people} USING (customer_id) GROUP BY 1, 2),
    ranking AS (
      SELECT tier, item, row_number() OVER (PARTITION BY tier ORDER BY ${score} DESC, place) AS rank
      FROM (
        SELECT tier, item, counted.own, g.customers AS everywhere, g.place FROM counted JOIN ${products} g USING (item)
      ) AS c WHERE own >= ${floor}
    ),
    ${firstOf(known, sql`SELECT p.customer_id, r.item, r.rank FROM ${people} p JOIN ranking r ON r.tier = p.tier AND r.rank <= ${reach(known)} WHERE p.chosen`)}`;
}

/** So many places of a ranking hold k products that the customer has not bought. */
const reach = ({ options: { k, repeats } }: Known): Sql =>
  repeats ? literal(k) : sql`${literal(k)} + p.own`;

/** Products that are bought with those of the customer, by the sum of a score of pairs. */
function paired(known: Known, score: Sql): Sql {
  const { people, bought, pairs, baskets } = known;
  // A sum of decimals does not depend on the order in which threads add them.
  return scored(
    known,
    sql`SELECT b.customer_id, p.other AS item, sum(CAST(${score} AS DECIMAL(24, 8))) AS score
      FROM ${bought} b JOIN ${people} q USING (customer_id) JOIN ${pairs} p USING (item)
        CROSS JOIN (SELECT count(DISTINCT order_id) AS n FROM ${baskets}) w
      WHERE q.chosen GROUP BY 1, 2`,
  );
}

/** Products with a score of their own for each customer. */
function scored(known: Known, scores: Sql): Sql {
  return sql`WITH ${firstOf(
    known,
    sql`SELECT s.customer_id, s.item, row_number() OVER (PARTITION BY s.customer_id ORDER BY s.score DESC, g.place) AS rank
      FROM (${scores}) AS s JOIN ${known.products} g USING (item)`,
  )}`;
}

/** The first k of a ranking that may be recommended. */
function firstOf({ bought, options: { k, repeats } }: Known, candidates: Sql): Sql {
  const allowed = repeats
    ? sql`candidates c`
    : sql`candidates c ANTI JOIN ${bought} b ON b.customer_id = c.customer_id AND b.item = c.item`;
  return sql`candidates AS (${candidates})
    SELECT customer_id, item, place FROM (
      SELECT c.customer_id, c.item, row_number() OVER (PARTITION BY c.customer_id ORDER BY c.rank) AS place FROM ${allowed}
    ) AS placed WHERE place <= ${literal(k)}`;
}
