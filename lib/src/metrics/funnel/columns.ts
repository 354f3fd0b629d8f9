import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import type { Categories, Column } from '../../core/schema.js';
import { durationText } from '../../core/duration.js';
import { term, type Term } from '../../core/term.js';
import type { FunnelBreakdown, FunnelOrder, FunnelPlan, FunnelUnit } from './options.js';

const { optional } = column;

export const UNIT_TERMS = {
  user: 'users',
  'user+item': 'pairsOfUserAndItem',
  session: 'sessions',
} as const satisfies Readonly<Record<FunnelUnit, Term>>;

const PARTS: Readonly<Record<FunnelBreakdown, Column<'text?' | 'date?'>>> = {
  none: { ...optional(column.text('partOfSet')), hidden: true },
  day: optional(column.date('dayOfEntry')),
  category: optional(column.text('itemCategory')),
};

/** The columns of an ordered funnel. */
export const stepSchema = (units: Term, breakdown: FunnelBreakdown, steps: Categories) => ({
  part: PARTS[breakdown],
  step: column.category('funnelStep', steps),
  units: column.count(units),
  fromFirst: optional(
    column.percent('ofFirstStep', { base: 'units', interval: 'fromFirstInterval', digits: 2 }),
  ),
  fromFirstInterval: optional(column.interval('percent', 'interval95', { hidden: true })),
  fromPrevious: optional(column.percent('ofStepBefore', { base: 'units' })),
  lower: optional(column.duration('quarterWithin', { hidden: true })),
  median: optional(column.duration('halfWithin')),
  upper: optional(column.duration('threeQuartersWithin', { hidden: true })),
  censored: optional(column.count('censored')),
  eligible: optional(column.count('eligible')),
  eligibleUnits: optional(column.count('eligibleHere', { hidden: true })),
  eligibleFromFirst: optional(column.percent('eligibleRate', { base: 'eligibleUnits', digits: 2 })),
});

const ORDERS: Readonly<Record<FunnelOrder, Label>> = {
  ordered: { en: 'in order', zh: '有序' },
  strict: { en: 'in order with nothing in between', zh: '严格相邻' },
  any: { en: 'in any order', zh: '任意顺序' },
};

/** The title, such as `Users by how far they progressed, in order, within 1 day`. */
export function funnelTitle({ unit, order, window }: FunnelPlan): Label {
  const who = term(UNIT_TERMS[unit]);
  const wait = window === null ? null : durationText(window, 'long');
  const within = wait === null ? { en: '', zh: '' } : { en: `, within ${wait.en}`, zh: `，${wait.zh}内` };
  return {
    en: `${who.en} by how far they progressed, ${ORDERS[order].en}${within.en}`,
    zh: `漏斗：各步骤的${who.zh}，${ORDERS[order].zh}${within.zh}`,
  };
}
