import type { EventTables } from '../../../data/events/tables.js';
import type { Engine } from '../../../engine/engine.js';
import { shape, type Row } from '../../../engine/shape.js';
import { id, join, sql, type Sql } from '../../../engine/sql.js';

/** Users by what they did, of the flags `viewed`, `interested` and `bought`; in the order of the columns. */
const SETS: Readonly<Record<string, Sql>> = {
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

/** SQL of a column for each of the sets. */
export const setCounts = (): Sql =>
  join(Object.entries(SETS).map(([name, is]) => sql`count(CASE WHEN ${is} THEN 1 END) AS ${id(name)}`));

/** The columns of {@link setCounts}. */
export const SET_COLUMNS = shape({
  viewers: 'integer',
  interested: 'integer',
  buyers: 'integer',
  viewedAndInterested: 'integer',
  viewedAndBought: 'integer',
  interestedAndBought: 'integer',
  allThree: 'integer',
  interestedNotBought: 'integer',
  boughtNotInterested: 'integer',
  boughtNotViewed: 'integer',
});

const COUNTS = shape({
  users: 'integer',
  cartUsers: 'integer',
  favUsers: 'integer',
  pageViews: 'integer',
  ...SET_COLUMNS,
});

/** Users by what they did at any time, in any order; `interested` is to have put into the cart or marked. */
export interface SetFunnel extends Row<typeof COUNTS> {
  readonly days: number;
  /** buyers / viewers, the study's UV conversion: it takes all buyers for viewers. */
  readonly buyersPerViewer: number | null;
  /** viewedAndBought / viewers: a share of viewers. */
  readonly viewerConversion: number | null;
  /** buyers / users: a share of all who did anything. */
  readonly userConversion: number | null;
  /** 1 - buyers / interested, the study's loss: it takes all buyers for interested. Negative when more bought. */
  readonly studyLoss: number | null;
  /** interestedNotBought / interested: a share of the interested. */
  readonly interestedLoss: number | null;
  /** pageViews / viewers. */
  readonly viewsPerViewer: number | null;
  /** pageViews / users. */
  readonly viewsPerUser: number | null;
  /** pageViews / viewers / days of the window. */
  readonly viewsPerViewerDay: number | null;
}

/**
 * The set funnel: who viewed, who was interested, who bought, and how the three overlap. It knows nothing of order:
 * a buyer counts whether or not interest came before, or at all. Rates are null where their denominator is 0.
 *
 * @example
 * const funnel = await setFunnel(engine, tables);
 * funnel.interestedNotBought / funnel.interested; // funnel.interestedLoss
 */
export async function setFunnel(engine: Engine, { users, window }: EventTables): Promise<SetFunnel> {
  const counts = await engine.one(
    sql`WITH flagged AS (
      SELECT *, pv > 0 AS viewed, cart > 0 OR fav > 0 AS interested, buy > 0 AS bought FROM ${users}
    )
    SELECT count(*) AS users, count(CASE WHEN cart > 0 THEN 1 END) AS "cartUsers",
      count(CASE WHEN fav > 0 THEN 1 END) AS "favUsers", CAST(coalesce(sum(pv), 0) AS BIGINT) AS "pageViews",
      ${setCounts()}
    FROM flagged`,
    COUNTS,
  );
  const days = window.days.length;
  return {
    ...counts,
    days,
    buyersPerViewer: over(counts.buyers, counts.viewers),
    viewerConversion: over(counts.viewedAndBought, counts.viewers),
    userConversion: over(counts.buyers, counts.users),
    studyLoss: over(counts.interested - counts.buyers, counts.interested),
    interestedLoss: over(counts.interestedNotBought, counts.interested),
    viewsPerViewer: over(counts.pageViews, counts.viewers),
    viewsPerUser: over(counts.pageViews, counts.users),
    viewsPerViewerDay: over(counts.pageViews, counts.viewers * days),
  };
}

/** A part of a whole; null where there is no whole. */
export const over = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
