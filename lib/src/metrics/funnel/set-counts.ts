import { OptionsError } from '../../errors.js';
import type { Table } from '../../engine/table.js';
import type { EventTables } from '../../events/tables.js';
import type { EventTypes } from '../../events/types.js';
import { id, join, sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { Session } from '../../core/session.js';
import { namedSteps, type FunnelStep, type NamedStep } from './steps.js';

/** What a set funnel needs from loaded events. */
export type SetFunnelEvents<T extends string = string> = Pick<EventTables<T>, 'types' | 'window' | 'days'> & {
  readonly session: Session;
  readonly users: Table;
};

/** The event types that are a view, that show interest, and that are a purchase, in this order. */
export interface SetFunnelOptions<T extends string = string> {
  readonly steps: readonly [view: FunnelStep<T>, interest: FunnelStep<T>, purchase: FunnelStep<T>];
}

/** Conditions on the flags `viewed`, `interested`, and `bought` for each set of users, in column order. */
export const SETS: Readonly<Record<keyof typeof SET_COLUMNS, Sql>> = {
  viewers: sql`viewed`,
  interested: sql`interested`,
  buyers: sql`bought`,
  viewedAndInterested: sql`viewed AND interested`,
  viewedAndBought: sql`viewed AND bought`,
  interestedAndBought: sql`interested AND bought`,
  allThree: sql`viewed AND interested AND bought`,
  interestedNotBought: sql`interested AND NOT bought`,
  boughtNotInterested: sql`bought AND NOT interested`,
  boughtNotViewed: sql`bought AND NOT viewed`,
};

const hidden = { hidden: true } as const;

/** The sets and their overlaps. */
export const SET_COLUMNS = {
  viewers: column.count('viewers'),
  interested: column.count('interestedUsers'),
  buyers: column.count('buyers'),
  viewedAndInterested: column.count('viewedAndInterested', hidden),
  viewedAndBought: column.count('viewedAndBought', hidden),
  interestedAndBought: column.count('interestedAndBought', hidden),
  allThree: column.count('allThree', hidden),
  interestedNotBought: column.count('interestedNotBought', hidden),
  boughtNotInterested: column.count('boughtNotInterested', hidden),
  boughtNotViewed: column.count('boughtNotViewed', hidden),
} as const;

/**
 * The columns of {@link SET_COLUMNS} in SQL, of users grouped by their flags with their number `n`: there are at most
 * eight groups, so that the sets are counted once and not in each row of users.
 */
export const setCounts = (): Sql =>
  join(
    Object.entries(SETS).map(
      ([name, is]) =>
        sql`${usersIn(sql`CASE WHEN ${is} THEN n END`)} AS ${id(name.replace(/[A-Z]/g, '_$&').toLowerCase())}`,
    ),
  );

/** A number of users in SQL, 0 where there are none. */
export const usersIn = (numbers: Sql): Sql => sql`CAST(coalesce(sum(${numbers}), 0) AS BIGINT)`;

/** The steps by the flags of {@link SETS}. */
export interface SetSteps {
  readonly viewed: NamedStep;
  readonly interested: NamedStep;
  readonly bought: NamedStep;
}

/** @throws OptionsError unless there are three steps, of known types. */
export function setSteps(types: EventTypes, { steps }: SetFunnelOptions): SetSteps {
  const [viewed, interested, bought, ...more] = namedSteps(types, steps);
  if (viewed === undefined || interested === undefined || bought === undefined || more.length > 0) {
    throw new OptionsError('A set funnel needs exactly three steps: a view, interest, and a purchase.');
  }
  return { viewed, interested, bought };
}

/** part / whole; null if the whole is 0. */
export const over = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
