import { id, literal, sql, type Sql } from '../../../engine/sql.js';
import type { Label } from '../../../label.js';
import type { CheckKind } from '../../checks.js';
import { STRUCTURE_WORDS } from '../../checkWords.js';
import { BEHAVIORS, codeOf } from '../behaviors.js';
import type { EventWindow } from '../window.js';

/** Why an event is not accepted; a row has the first of these that applies to it. */
export interface Problem {
  /** Its number; ingested rows have its negative for a behavior. */
  readonly code: number;
  readonly kind: CheckKind;
  readonly column: string | null;
  readonly rule: Label;
  /** What is wrong with the row; follows the column's name. */
  readonly problem: Label;
}

export const PROBLEM = {
  structure: 1,
  type: 2,
  missing: 3,
  behavior: 4,
  negative: 5,
  milliseconds: 6,
  before: 7,
  after: 8,
} as const;

/** Seconds reach this in the year 33658, milliseconds reached it in 2001. */
const MILLISECONDS_FROM = 1_000_000_000_000;

export function problemsOf(window: EventWindow): readonly Problem[] {
  const days = `${window.days[0] ?? ''} … ${window.days.at(-1) ?? ''}, ${window.timeZone}`;
  const time = 'timestamp';
  return [
    { code: PROBLEM.structure, kind: 'structure', column: null, ...STRUCTURE_WORDS },
    {
      code: PROBLEM.type,
      kind: 'type',
      column: null,
      rule: { en: 'ids and times are whole numbers', zh: 'ID与时间均为整数' },
      problem: { en: 'an id or the time is not a whole number', zh: 'ID或时间不是整数' },
    },
    {
      code: PROBLEM.missing,
      kind: 'missing',
      column: null,
      rule: { en: 'no value is missing', zh: '不缺值' },
      problem: { en: 'a value is missing', zh: '缺值' },
    },
    {
      code: PROBLEM.behavior,
      kind: 'values',
      column: 'behavior_type',
      rule: { en: `is one of ${BEHAVIORS.join(', ')}`, zh: `取值为${BEHAVIORS.join('、')}之一` },
      problem: {
        en: `is not one of ${BEHAVIORS.join(', ')} (lower case)`,
        zh: `不是${BEHAVIORS.join('、')}之一（小写）`,
      },
    },
    {
      code: PROBLEM.negative,
      kind: 'range',
      column: time,
      rule: { en: 'is not negative', zh: '不为负' },
      problem: { en: 'is negative', zh: '为负' },
    },
    {
      code: PROBLEM.milliseconds,
      kind: 'range',
      column: time,
      rule: { en: 'counts seconds', zh: '以秒计' },
      problem: { en: 'looks like milliseconds: seconds are expected', zh: '疑为毫秒，应为秒' },
    },
    {
      code: PROBLEM.before,
      kind: 'range',
      column: time,
      rule: { en: `is not before the window (${days})`, zh: `不早于时间窗（${days}）` },
      problem: { en: `is before the window (${days})`, zh: `早于时间窗（${days}）` },
    },
    {
      code: PROBLEM.after,
      kind: 'range',
      column: time,
      rule: { en: `is not after the window (${days})`, zh: `不晚于时间窗（${days}）` },
      problem: { en: `is after the window (${days})`, zh: `晚于时间窗（${days}）` },
    },
  ];
}

/**
 * SQL of the code of a row's behavior where the row is accepted, else the negative code of its problem. What nearly
 * every row passes comes first and once.
 */
export function checkedBehavior(window: EventWindow): Sql {
  const { missing, behavior, negative, milliseconds, before, after } = PROBLEM;
  const missingOr = (code: number) =>
    sql`CASE WHEN behavior_type IS NULL THEN ${literal(-missing)} ELSE ${literal(-code)} END`;
  return sql`CAST(CASE
      WHEN event_time BETWEEN ${literal(window.start)} AND ${literal(window.end - 1)}
        AND user_id IS NOT NULL AND item_id IS NOT NULL AND category_id IS NOT NULL
        THEN ${codeOf(id('behavior_type'), missingOr(behavior))}
      WHEN user_id IS NULL OR item_id IS NULL OR category_id IS NULL OR event_time IS NULL
        THEN ${literal(-missing)}
      WHEN ${codeOf(id('behavior_type'), sql`0`)} = 0 THEN ${missingOr(behavior)}
      WHEN event_time < 0 THEN ${literal(-negative)}
      WHEN event_time >= ${literal(MILLISECONDS_FROM)} THEN ${literal(-milliseconds)}
      WHEN event_time < ${literal(window.start)} THEN ${literal(-before)}
      ELSE ${literal(-after)} END AS TINYINT)`;
}
