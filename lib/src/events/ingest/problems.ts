import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { Label } from '../../core/label.js';
import type { CheckKind } from '../../data/checks.js';
import { STRUCTURE_WORDS } from '../../data/check-words.js';
import { codeOf } from '../types.js';
import { cleaned } from './cleaned.js';
import type { EventReading, IngestPlan, Timestamps } from './plan.js';

/** Why an event is not accepted; a row has the first of these that applies to it. */
export interface Problem {
  /** Its number; the code of ingested rows is its negative. */
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
  word: 4,
  negative: 5,
  unit: 6,
  before: 7,
  after: 8,
  /** Not an error in the row: its type was not asked for. */
  ignored: 9,
} as const;

/** Seconds reach this in the year 33658, milliseconds reached it in 2001. */
const MILLISECONDS_FROM = 1_000_000_000_000;

/** Seconds of 1973: milliseconds reach this number of seconds then, and seconds taken for milliseconds never do. */
const SECONDS_BELOW = 100_000_000;

/** The problems that rows can have, in the order in which they are checked. */
export function problemsOf({ window, types, otherTypes, reading }: IngestPlan): readonly Problem[] {
  const [first = '', last = ''] = [window.days[0], window.days.at(-1)];
  const days = `${first} … ${last}, ${window.timeZone}`;
  const daysZh = `${first}至${last}，${window.timeZone}`;
  const time = reading.columns.nameOf('time');
  const words = types.flatMap((type) => type.words);
  return [
    { code: PROBLEM.structure, kind: 'structure', column: null, ...STRUCTURE_WORDS },
    { code: PROBLEM.type, kind: 'type', column: null, ...typeWords(reading) },
    {
      code: PROBLEM.missing,
      kind: 'missing',
      column: null,
      rule: { en: 'no value is missing', zh: '不缺值' },
      problem: { en: 'a value is missing', zh: '缺值' },
    },
    ...(otherTypes === 'ignore'
      ? []
      : [
          {
            code: PROBLEM.word,
            kind: 'values' as const,
            column: reading.columns.nameOf('type'),
            rule: { en: `is one of ${words.join(', ')}`, zh: `取值为${words.join('、')}之一` },
            problem: {
              en: `is not one of ${words.join(', ')}`,
              zh: `不是${words.join('、')}之一`,
            },
          },
        ]),
    {
      code: PROBLEM.negative,
      kind: 'range',
      column: time,
      rule: { en: 'is not negative', zh: '不为负' },
      problem: { en: 'is negative', zh: '为负' },
    },
    ...unitProblem(reading.timestamps, time),
    {
      code: PROBLEM.before,
      kind: 'range',
      column: time,
      rule: { en: `is not before the window (${days})`, zh: `不早于时间窗（${daysZh}）` },
      problem: { en: `is before the window (${days})`, zh: `早于时间窗（${daysZh}）` },
    },
    {
      code: PROBLEM.after,
      kind: 'range',
      column: time,
      rule: { en: `is not after the window (${days})`, zh: `不晚于时间窗（${daysZh}）` },
      problem: { en: `is after the window (${days})`, zh: `晚于时间窗（${daysZh}）` },
    },
  ];
}

function typeWords({ layout, timestamps, dateFormat }: EventReading): Pick<Problem, 'rule' | 'problem'> {
  const { rule, problem } = idAndTimeWords(
    [layout.user, layout.item, layout.category].includes('integer'),
    timestamps === 'iso' ? datesAre(dateFormat) : null,
  );
  if (!layout.amount) return { rule, problem };
  return {
    rule: {
      en: `${rule.en}, amounts numbers of at most 4 decimals`,
      zh: `${rule.zh}，金额为最多4位小数的数字`,
    },
    problem: {
      en: `${problem.en}, or the amount is not a number of at most 4 decimals`,
      zh: `${problem.zh}，或金额不是最多4位小数的数字`,
    },
  };
}

/** How dates must be written. */
const datesAre = (format: string | undefined): Label =>
  format === undefined
    ? { en: 'ISO 8601', zh: 'ISO 8601格式' }
    : { en: `written ${format}`, zh: `${format}格式` };

function idAndTimeWords(ids: boolean, dates: Label | null): Pick<Problem, 'rule' | 'problem'> {
  if (ids && dates !== null) {
    return {
      rule: { en: `ids are whole numbers, times ${dates.en}`, zh: `ID为整数，时间为${dates.zh}` },
      problem: {
        en: `an id is not a whole number, or the time is not ${dates.en}`,
        zh: `ID不是整数，或时间不是${dates.zh}`,
      },
    };
  }
  if (dates !== null) {
    return {
      rule: { en: `times are ${dates.en}`, zh: `时间为${dates.zh}` },
      problem: { en: `the time is not ${dates.en}`, zh: `时间不是${dates.zh}` },
    };
  }
  return ids
    ? {
        rule: { en: 'ids and times are whole numbers', zh: 'ID与时间均为整数' },
        problem: { en: 'an id or the time is not a whole number', zh: 'ID或时间不是整数' },
      }
    : {
        rule: { en: 'times are whole numbers', zh: '时间为整数' },
        problem: { en: 'the time is not a whole number', zh: '时间不是整数' },
      };
}

function unitProblem(timestamps: Timestamps, column: string): Problem[] {
  if (timestamps === 'iso') return [];
  const seconds = timestamps === 'seconds';
  return [
    {
      code: PROBLEM.unit,
      kind: 'range',
      column,
      rule: seconds ? { en: 'counts seconds', zh: '以秒计' } : { en: 'counts milliseconds', zh: '以毫秒计' },
      problem: seconds
        ? { en: 'looks like milliseconds: seconds are expected', zh: '疑为毫秒，应为秒' }
        : { en: 'looks like seconds: milliseconds are expected', zh: '疑为秒，应为毫秒' },
    },
  ];
}

/**
 * SQL of the code of a row's type where the row is accepted, else the negative code of its problem. What nearly every
 * row passes comes first and once.
 */
export function checkedCode({ window, types, otherTypes, reading }: IngestPlan): Sql {
  const { layout, timestamps } = reading;
  const problem = (name: keyof typeof PROBLEM) => literal(-PROBLEM[name]);
  const ids = [
    id('user_id'),
    ...(layout.item === null ? [] : [id('item_id')]),
    ...(layout.category === null ? [] : [id('category_id')]),
  ];
  const present = join(
    ids.map((one) => sql`${one} IS NOT NULL`),
    ' AND ',
  );
  const absent = join(
    ids.map((one) => sql`${one} IS NULL`),
    ' OR ',
  );
  const other = otherTypes === 'ignore' ? problem('ignored') : problem('word');
  const missingOrOther = sql`CASE WHEN ${cleaned(id('word'))} IS NULL THEN ${problem('missing')} ELSE ${other} END`;
  const rawTime = {
    seconds: id('event_time'),
    milliseconds: id('time'),
    iso: cleaned(sql`CAST(time AS VARCHAR)`),
  }[timestamps];
  const unreadable = timestamps === 'iso' ? sql`WHEN event_time IS NULL THEN ${problem('type')}` : sql``;
  const unit = {
    seconds: sql`WHEN event_time >= ${literal(MILLISECONDS_FROM)} THEN ${problem('unit')}`,
    milliseconds: sql`WHEN event_time < ${literal(SECONDS_BELOW)} THEN ${problem('unit')}`,
    iso: sql``,
  }[timestamps];
  return sql`CAST(CASE
      WHEN event_time BETWEEN ${literal(window.start)} AND ${literal(window.end - 1)} AND ${present} AND misread IS NULL
        THEN ${codeOf(types, id('word'), missingOrOther)}
      WHEN misread IS NOT NULL THEN ${problem('type')}
      WHEN ${absent} OR ${rawTime} IS NULL THEN ${problem('missing')}
      ${unreadable}
      WHEN ${codeOf(types, id('word'), sql`0`)} = 0 THEN ${missingOrOther}
      WHEN event_time < 0 THEN ${problem('negative')}
      ${unit}
      WHEN event_time < ${literal(window.start)} THEN ${problem('before')}
      ELSE ${problem('after')} END AS TINYINT)`;
}
