import type { Label } from '../../label.js';
import { id, raw, sql, type Sql } from '../../engine/sql.js';

/** What a user can do with an item: view it, put it into the cart, mark it as a favourite, buy it. */
export const BEHAVIORS = ['pv', 'cart', 'fav', 'buy'] as const;
export type Behavior = (typeof BEHAVIORS)[number];

/** How the column `behavior` of the events stands for a behavior: small whole numbers group and compare fast. */
export const BEHAVIOR_CODES: Readonly<Record<Behavior, number>> = { pv: 1, cart: 2, fav: 3, buy: 4 };

export const BEHAVIOR_LABELS: Readonly<Record<Behavior, Label>> = {
  pv: { en: 'Page view', zh: '浏览' },
  cart: { en: 'Add to cart', zh: '加购' },
  fav: { en: 'Favourite', zh: '收藏' },
  buy: { en: 'Purchase', zh: '购买' },
};

export function isBehavior(value: string): value is Behavior {
  return (BEHAVIORS as readonly string[]).includes(value);
}

/**
 * SQL that is true for events of these behaviors.
 *
 * @example
 * sql`SELECT count(*) AS purchases FROM ${events} WHERE ${isAnyOf(['buy'])}`;
 */
export function isAnyOf(behaviors: readonly Behavior[], column: Sql = id('behavior')): Sql {
  const codes = behaviors.map((behavior) => BEHAVIOR_CODES[behavior]).join(', ');
  return sql`${column} IN (${raw(codes)})`;
}

/** SQL of the code of a behavior's text; `otherwise` where it is none of them. */
export function codeOf(text: Sql, otherwise: Sql): Sql {
  const cases = BEHAVIORS.map((name) => `WHEN '${name}' THEN ${BEHAVIOR_CODES[name]}`).join(' ');
  return sql`CASE ${text} ${raw(cases)} ELSE ${otherwise} END`;
}
