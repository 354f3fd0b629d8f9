import { type Sql, literal, sql } from 'tally';

/** A number written into the statement: COPY takes no parameters. */
export const num = (value: number | bigint): Sql => literal(value);

/** What a draw is for. Each purpose has its own stream of random numbers. */
const PURPOSES = [
  'firstDay',
  'loyalty',
  'day',
  'dayTie',
  'intensity1',
  'intensity2',
  'intensity3',
  'purchases',
  'purchaseTie',
  'morePurchases',
  'interest',
  'interestTie',
  'carts',
  'favorites',
  'neverViews',
  'joint',
  'jointWith',
  'purchaseDay',
  'purchaseHour',
  'event',
  'hour',
  'taste',
  'item',
  'again',
  'follows',
  'flawed',
  'flaw',
  'flawTime',
  'oneVisit',
  'duplicate',
  'idGap',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** No user has more events than this: it is how far apart the numbers of two users' events lie. */
export const MAX_EVENTS = 4096;
const MAX_PURPOSES = 64;

/** Draws of one seed. A draw depends on seed, purpose, user and index alone: not on order, threads or slices. */
export class Draws {
  readonly #seed: Sql;

  constructor(seed: number) {
    this.#seed = num(BigInt.asUintN(62, (BigInt(seed) + 1n) * 0x9e3779b97f4a7c15n));
  }

  /** 64 random bits, of type UBIGINT. */
  bits(purpose: Purpose, user: Sql, index: Sql = num(0)): Sql {
    const tag = num(PURPOSES.indexOf(purpose));
    return sql`hash(xor(((${user}) * ${num(MAX_EVENTS)} + (${index})) * ${num(MAX_PURPOSES)} + ${tag}, ${this.#seed}))`;
  }

  /** Uniform in [0, 1). */
  uniform(purpose: Purpose, user: Sql, index?: Sql): Sql {
    return sql`((${this.bits(purpose, user, index)} >> 11)::DOUBLE * ${sql`1.1102230246251565e-16`})`;
  }

  /** Whole number in [0, below). */
  below(below: Sql, purpose: Purpose, user: Sql, index?: Sql): Sql {
    return sql`((((${this.bits(purpose, user, index)} >> 33)::BIGINT * (${below})) >> 31))`;
  }
}

/**
 * The index into `weights` of a whole-number draw below their sum, each as often as its weight says. Written
 * as a tree of CASE: inside a lambda a list of constants is copied for every row.
 */
export function weighted(weights: readonly number[], draw: Sql): Sql {
  const bounds = weights.map((_, index) =>
    weights.slice(0, index + 1).reduce((sum, weight) => sum + weight, 0),
  );
  const tree = (from: number, to: number): Sql => {
    if (from === to) return num(from);
    const middle = (from + to) >> 1;
    return sql`CASE WHEN ${draw} < ${num(bounds[middle] ?? 0)} THEN ${tree(from, middle)} ELSE ${tree(middle + 1, to)} END`;
  };
  return tree(0, weights.length - 1);
}
