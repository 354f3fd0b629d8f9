import { type Sql, sql } from 'tally';
import { num } from './draw.js';
import { CATALOG, CATEGORY_KNOTS, ID_RANGE } from './published.js';

/** Rank of a category, from 0, by a uniform draw: see `CATEGORY_KNOTS`. */
export function categoryRank(draw: Sql): Sql {
  const pieces = CATEGORY_KNOTS.slice(1).map((to, index) => {
    const from = CATEGORY_KNOTS[index] ?? to;
    const growth = Math.log(to.rank / from.rank) / (to.share - from.share);
    return sql`WHEN ${draw} < ${num(to.share)} THEN ${num(from.rank)} * exp((${draw} - ${num(from.share)}) * ${num(growth)})`;
  });
  const rank = pieces.reduce((all, piece) => sql`${all} ${piece}`);
  return sql`least(${num(CATALOG.categories - 1)}, floor(CASE ${rank} END)::BIGINT - 1)`;
}

/** Number of an item, from 0: the items of one category stand together, so that the category follows from it. */
export function itemNumber(category: Sql, draw: Sql): Sql {
  const first = (rank: Sql) =>
    sql`floor(${num(CATALOG.items)} * sqrt((${rank}) / ${num(CATALOG.categories)}))::BIGINT`;
  return sql`${first(category)} + floor((${draw}) * (${draw}) * (${first(sql`${category} + 1`)} - ${first(category)}))::BIGINT`;
}

/** Scatters numbers from 0 over the range of ids, each to one of its own. */
const scattered = (n: Sql, factor: number, shift: number): Sql =>
  sql`1 + ((${n}) * ${num(factor)} + ${num(shift)}) % ${num(ID_RANGE)}`;

export const itemId = (n: Sql): Sql => scattered(n, 3_141_593, 271_828);
export const categoryId = (rank: Sql): Sql => scattered(rank, 2_718_281, 314_159);

/** Ids of users rise with gaps: in every 33 numbers one is left out. */
export function userId(gap: Sql): Sql {
  return sql`1 + ${sql`k`} // 32 * 33 + ${sql`k`} % 32 + (${sql`k`} % 32 >= ${gap})::BIGINT`;
}
