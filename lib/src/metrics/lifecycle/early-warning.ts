import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { percent } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import { term } from '../../core/term.js';
import { OptionsError } from '../../errors.js';
import { dateOf, dayNumber } from '../../orders/day.js';
import type { Orders } from '../../orders/open.js';
import { areaUnderCurve } from '../../stats/auc.js';
import { wilson } from '../../stats/proportion.js';
import { requireOptions } from '../orders/require-options.js';
import { ratio } from '../ratio.js';
import { rhythmOf, type RhythmOptions } from './rhythm.js';
import { above, bestCut, warningCounts, type Warning, type WarningCounts } from './warned.js';

const { interval, optional } = column;

const RULES = {
  personalRhythm: { label: term('personalRhythm') },
  fixedDays: { label: term('fixedDays') },
} as const satisfies Readonly<Record<Warning, unknown>>;

const WARNINGS = {
  rule: column.category('warningRule', RULES),
  cut: optional(column.decimal('warnedFrom', { digits: 1 })),
  customers: column.count('customers'),
  declined: column.count('declinedCustomers'),
  declinedShare: optional(column.percent('declinedShare', { base: 'declined' })),
  warned: column.count('warnedCustomers'),
  right: column.count('rightlyWarned'),
  precision: optional(column.percent('precision', { base: 'right', interval: 'precisionInterval' })),
  precisionInterval: optional(interval()),
  recall: optional(column.percent('recall', { base: 'right', interval: 'recallInterval' })),
  recallInterval: optional(interval()),
  auc: optional(column.decimal('rankingQuality', { digits: 3, interval: 'aucInterval' })),
  aucInterval: optional(interval('decimal', 'interval95', { digits: 3 })),
} as const;

/** One row per rule, measured on later data. */
export type EarlyWarning = Result<typeof WARNINGS> & {
  /** The day on which the cuts were chosen, and the one on which they were measured. */
  readonly fittedOn: string;
  readonly measuredOn: string;
  /** Rules that warn nine in ten customers or more, and so tell nobody apart; the note names them. */
  readonly warnNearlyAll: readonly Warning[];
};

export interface WarningOptions extends RhythmOptions {
  /** Days before and after the warning that are compared. Default: 60. */
  readonly horizon?: number;
  /** The day of the warning. Default: `horizon` days before the last one. */
  readonly on?: string;
}

/**
 * Whether customers who are about to decline are known before they do: of customers with an interval of their own who ordered
 * in the `horizon` days up to a day, who places fewer than half as many orders in the `horizon` days after it?
 *
 * Two rules warn: days since the last order against the customer's usual interval, and days since the last order alone. The
 * cut of each is the one with the highest F1 `horizon` days earlier, whose outcomes are known on the day of the warning;
 * so nothing that is measured was used to choose. A rule that tells nothing has a cut that warns nearly everybody: see
 * `warnNearlyAll`.
 *
 * precision = warned and declined / warned, recall = warned and declined / declined, with Wilson's intervals; auc = the
 * chance that a customer who declined is rated above another one, whatever the cut, with DeLong's interval. declinedShare is the
 * precision of warning everybody. Null where nobody is warned or declined, and `cut` where nobody had declined before.
 * Lateness is rounded to a tenth.
 *
 * @throws OptionsError for a horizon that is not a whole number of at least 1, and a day without `horizon` days before and
 *   after it.
 * @example
 * const warning = await lifecycle.earlyWarning(shop, { horizon: 60 });
 * warning.at({ rule: 'personalRhythm' }).precision.en;
 */
export async function earlyWarning(shop: Orders, options: WarningOptions = {}): Promise<EarlyWarning> {
  requireOptions('lifecycle.earlyWarning', options, ['horizon', 'on', 'ownFrom', 'least']);
  const { horizon = 60, on, ...others } = options;
  if (!Number.isInteger(horizon) || horizon < 1) {
    throw new OptionsError(`horizon must be a whole number of days of at least 1, not ${horizon}.`);
  }
  const rhythm = rhythmOf(others);
  const measuredOn = on ?? dateOf(dayNumber(shop.asOf, 'asOf') - horizon);
  const fittedOn = dateOf(dayNumber(measuredOn, 'on') - horizon);
  const last = dateOf(dayNumber(measuredOn, 'on') + horizon);
  const fits = fittedOn >= shop.from && last <= shop.asOf;
  if (on !== undefined && !fits) {
    throw new OptionsError(
      `on is ${on}: ${horizon} days before and after it must be known, and the orders are from ${shop.from} to ${shop.asOf}.`,
    );
  }
  const [before, now] = fits
    ? [
        await warningCounts(shop, fittedOn, horizon, rhythm),
        await warningCounts(shop, measuredOn, horizon, rhythm),
      ]
    : [NOBODY, NOBODY];
  const rows = (Object.keys(RULES) as Warning[]).map((rule) => rowOf(rule, before, now));
  const warnNearlyAll = rows.filter(tellsNobodyApart).map(({ rule }) => rule);
  const result = new Result({
    session: shop.session,
    name: 'early-warning',
    title: {
      en: `Customers warned on ${measuredOn}, and who declined in the ${horizon} days after`,
      zh: `${measuredOn}的衰退预警及其后${horizon}天的实际情况`,
    },
    schema: WARNINGS,
    rows,
    chart: { mark: 'range', x: 'precision', y: 'rule' },
    ...(warnNearlyAll.length > 0 && { note: noteOf(warnNearlyAll) }),
  });
  return Object.assign(result, { fittedOn, measuredOn, warnNearlyAll });
}

/** From this share of the customers on, those who are warned are nearly all. */
const NEARLY_ALL = 0.9;

const tellsNobodyApart = ({ warned, customers }: { readonly warned: number; readonly customers: number }) =>
  warned > 0 && warned >= NEARLY_ALL * customers;

function noteOf(rules: readonly Warning[]): Label {
  const labels = rules.map((rule) => RULES[rule].label);
  const share = percent(NEARLY_ALL, 0);
  return {
    en: `Warns at least ${share.en} of the customers, and so tells nobody apart: ${labels.map(({ en }) => en).join(', ')}.`,
    zh: `至少${share.zh}的客户都收到预警，等于没有区分：${labels.map(({ zh }) => zh).join('、')}。`,
  };
}

const NOBODY: WarningCounts = { personalRhythm: [], fixedDays: [] };

function rowOf(rule: Warning, before: WarningCounts, now: WarningCounts) {
  const cut = bestCut(before[rule]);
  const all = above(now[rule], -1);
  const { hits: right, warned } = cut === null ? { hits: 0, warned: 0 } : above(now[rule], cut);
  const area = areaUnderCurve(now[rule]);
  return {
    ...{ rule, cut, customers: all.warned, declined: all.hits, declinedShare: ratio(all.hits, all.warned) },
    ...{ warned, right },
    precision: ratio(right, warned),
    precisionInterval: wilson(right, warned),
    recall: ratio(right, all.hits),
    recallInterval: wilson(right, all.hits),
    auc: area?.auc ?? null,
    aucInterval: area?.interval ?? null,
  };
}
