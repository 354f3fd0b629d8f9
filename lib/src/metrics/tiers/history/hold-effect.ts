import * as column from '../../../core/column.js';
import { Result } from '../../../core/result.js';
import { rowsOf } from '../../../core/rows.js';
import { literal, sql, type Sql } from '../../../engine/sql.js';
import { OptionsError } from '../../../errors.js';
import { ratio } from '../../ratio.js';
import { placeSql } from './evaluate.js';
import type { TierHistory } from './open.js';
import { written } from './settings.js';

const FOUND = {
  moves: column.count('tierMoves'),
  held: column.count('movesHeld'),
  back: column.count('movesBack'),
  heldBack: column.count('heldMovesBack'),
  declines: column.count('lastingDeclines'),
  unseen: column.count('declinesUnseen'),
  delay: column.optional(column.decimal('medianDelay', { unit: 'days', digits: 0 })),
  longest: column.optional(column.count('longestDelay', { unit: 'days' })),
} as const;

const EFFECT = {
  moves: FOUND.moves,
  held: FOUND.held,
  removed: column.optional(column.percent('movesRemoved', { base: 'moves' })),
  back: FOUND.back,
  heldBack: FOUND.heldBack,
  declines: FOUND.declines,
  unseen: FOUND.unseen,
  delay: FOUND.delay,
  longest: FOUND.longest,
} as const;

/** What holding takes away and what it costs. */
export type TierHoldEffect = Result<typeof EFFECT>;

/** Days within which a move back is flapping, and for which a decline must have lasted. */
const [FLAP, LASTS] = [30, 90];

const BACK = sql`count(CASE WHEN former = place AND valid_from - since <= ${literal(FLAP)} THEN 1 END)`;

/**
 * What holding customers in their tiers takes away, and what it costs: two histories of the same orders, plan and cuts,
 * one with `hold` and one without.
 *
 * moves = changes of tier; removed = 1 - held / moves, null without moves; a move back is one into the tier before the
 * last within 30 days. A lasting decline is a move of the plain history to a later tier of the plan, after which the
 * customer has not been in the tier left or an earlier one for at least 90 days and until the end; its delay is the
 * number of days until the held history too has the customer in a later tier than the one left, and it is unseen where
 * that has not happened by the end.
 *
 * @throws OptionsError for histories that differ in more than `hold`, or end on different days.
 * @example
 * (await tiers.holdEffect(plain, held)).at().removed.en; // 24.2%
 */
export async function tierHoldEffect<K extends string>(
  plain: TierHistory<K>,
  held: TierHistory<K>,
): Promise<TierHoldEffect> {
  const { session, tiers } = plain;
  const through = await plain.through();
  const [own, other] = [written(plain.settings), written(held.settings)];
  const differing = Object.keys(own).filter((name) => name !== 'hold' && own[name] !== other[name]);
  if (differing.length > 0 || through === null || through !== (await held.through())) {
    throw new OptionsError(
      differing.length > 0
        ? `The histories have another ${differing.join(', another ')}: compare two that differ in hold alone.`
        : 'The histories end on different days: bring both to the same day.',
    );
  }
  const stays = (history: TierHistory<K>): Sql =>
    sql`SELECT customer_id, valid_from, valid_to, ${placeSql(tiers, sql`tier`)} AS place,
      lag(${placeSql(tiers, sql`tier`)}) OVER stays AS before, lag(${placeSql(tiers, sql`tier`)}, 2) OVER stays AS former,
      lag(valid_from) OVER stays AS since,
      min(${placeSql(tiers, sql`tier`)}) OVER (stays ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS best_after
      FROM ${history.stays} WINDOW stays AS (PARTITION BY customer_id ORDER BY valid_from)`;
  const query = sql`WITH plain AS (${stays(plain)}), held AS (${stays(held)}),
    declines AS (
      SELECT customer_id, valid_from, before FROM plain
      WHERE before < best_after AND valid_from <= CAST(${literal(through)} AS DATE) - ${literal(LASTS)}
    ),
    seen AS (
      SELECT d.customer_id, d.valid_from, d.before, min(CASE WHEN h.valid_from > d.valid_from THEN h.valid_from WHEN h.valid_from IS NOT NULL THEN d.valid_from END)
        - d.valid_from AS delay
      FROM declines d LEFT JOIN held h ON h.customer_id = d.customer_id AND h.place > d.before
        AND (h.valid_to IS NULL OR h.valid_to > d.valid_from)
      GROUP BY d.customer_id, d.valid_from, d.before
    )
    SELECT (SELECT count(before) FROM plain) AS moves, (SELECT count(before) FROM held) AS held,
      (SELECT ${BACK} FROM plain) AS back, (SELECT ${BACK} FROM held) AS held_back, count(*) AS declines, count(CASE WHEN delay IS NULL THEN 1 END) AS unseen,
      CAST(${session.engine.dialect.median(sql`delay`)} AS DOUBLE) AS delay, max(delay) AS longest FROM seen`;
  const rows = await rowsOf(session, query, FOUND);
  return new Result({
    session,
    name: 'tier-hold-effect',
    title: { en: 'What holding customers in their tiers does', zh: '层级缓冲的效果' },
    schema: EFFECT,
    rows: rows.map(({ moves, held: kept, ...row }) => {
      const share = ratio(kept, moves);
      return { moves, held: kept, removed: share === null ? null : 1 - share, ...row };
    }),
    query,
  });
}
