import { sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { Text } from '../../core/label.js';
import { count } from '../../core/quantity.js';
import type { NoInfer } from '../../core/no-infer.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import { OptionsError } from '../../errors.js';
import { customersAt } from '../../orders/as-of.js';
import { dayNumber } from '../../orders/day.js';
import type { Orders } from '../../orders/open.js';
import { requireOptions } from '../orders/require-options.js';
import { requireWhole } from '../orders/require-whole.js';
import { dateSql, lineColumn } from '../orders/shop.js';
import { assignTiers, type TierOptions } from '../tiers/assign.js';
import { tierCategories, UNASSIGNED, type FIVE_TIERS, type TierPlan } from '../tiers/plan.js';
import { ruleKey } from './assigned.js';
import { basketsOf, forget, knownAt } from './known.js';
import { needPairs, requirePrices } from './lists.js';
import { measured, type Measured } from './measured.js';
import { METHODS, type Method, type TierRules } from './methods.js';
import { LIST_OPTIONS, listOptions, methodsOf, requireMethods, type ListOptions } from './options.js';
import { judgedRows, scoreColumns, VERDICTS } from './scores.js';

export interface EvaluateOptions<R extends string = string, K extends string = string>
  extends ListOptions, TierOptions<K> {
  /** The last day that methods know, `YYYY-MM-DD`. */
  readonly split: string;
  /** The last day whose purchases count as wanted. Default: the as-of date of the orders. */
  readonly until?: string;
  /** Default: those that need no prices, and `own` where products may be recommended again. */
  readonly methods?: readonly Method[];
  /** Rules by tier to compare with them. */
  readonly rules?: TierRules<R, NoInfer<K>>;
}

const evaluationSchema = (by: Categories) => ({
  method: column.category('recommendedBy', by),
  ...scoreColumns(),
  products: column.count('productsRecommended', { hidden: true }),
  coverage: column.optional(column.percent('coverage')),
  verdict: column.category('againstPopular', VERDICTS),
});

const tierSchema = <K extends string>(by: Categories, plan: TierPlan<K>) => ({
  tier: column.category('tier', tierCategories(plan)),
  method: column.category('recommendedBy', by),
  ...scoreColumns(),
  verdict: column.category('againstPopular', VERDICTS),
});

/** How well methods foretell what customers buy, one row each. */
export type Evaluation<K extends string = string> = Result<ReturnType<typeof evaluationSchema>> & {
  /** The same for the customers of each tier. */
  readonly tiers: Result<ReturnType<typeof tierSchema<K>>>;
};

/**
 * Whether recommendations foretell what customers go on to buy, by a split in time: methods know the orders up to `split`;
 * wanted are the products that a customer bought after it, up to `until`, and, unless `repeats`, never before. Tiers are
 * those of the split day. Evaluated are customers of before who bought something wanted; each has one list of at most k.
 *
 * hitRate = customers with a wanted product in their list / customers; ndcg = mean over customers of
 * sum(1 / log2(place + 1) over wanted products in the list) / the same sum of the best list; coverage = different products
 * in lists / products sold until the split. `ndcgDifference` and `hitDifference` are the means, over the same customers, of
 * the difference from `popular`, with Student's 95% interval; q corrects over methods (Holm). The verdict is that of NDCG
 * with q < 0.05. Nulls where nobody is evaluated. The products that customers saw are not known: a method is not blamed
 * for what customers did not come across, and not credited with what it would have sold.
 * @throws OptionsError for days out of order or outside the orders, an unknown method, a rule that leaves out a tier, or
 *   orders without the columns that a method needs; MetricError if nobody bought before the split.
 * Source: Järvelin & Kekäläinen (2002), ACM TOIS 20, for NDCG; Sarwar et al. (2001), WWW 10, for pairs of items.
 * @example
 * const judged = await recommendations.evaluate(shop, { split: '2011-09-30', k: 10 });
 * judged.at({ method: 'association' }).ndcgDifference.en;
 */
export async function evaluate<const R extends string, const K extends string = keyof typeof FIVE_TIERS>(
  shop: Orders,
  options: EvaluateOptions<R, K>,
): Promise<Evaluation<K>> {
  const { split, until = shop.asOf, rules = {} as TierRules<R, K>, plan, score, cuts, ...rest } = options;
  const { methods: asked, ...listing } = rest;
  requireOptions('evaluate', listing, LIST_OPTIONS);
  const lists = listOptions(listing);
  requireWhole('k', lists.k, 1, MOST);
  requireDays(shop, split, until);
  const methods = asked ?? usualMethods(lists.repeats);
  requireMethods(methods);
  const tiered = await assignTiers(await customersAt(shop, split), {
    ...(plan !== undefined && { plan }),
    ...(score !== undefined && { score }),
    ...(cuts !== undefined && { cuts }),
  });
  const ruled = methodsOf(rules, [...Object.keys(tiered.tiers), UNASSIGNED]);
  const all = [...new Set<Method>([BASELINE, ...methods, ...ruled])];
  requirePrices(all, Object.hasOwn(shop.lines.columns, 'quantity'));
  const { session } = shop;
  const later = sql`SELECT DISTINCT customer_id, item FROM (${basketsOf(
    shop,
    lineColumn(shop, lists.of),
    sql`o."day" > ${dateSql(split)} AND o."day" <= ${dateSql(until)}`,
  )})`;
  const known = await knownAt(
    shop,
    tiered,
    { day: split, people: sql`SELECT customer_id FROM (${later})`, pairs: needPairs(all) },
    lists,
  );
  const shown: readonly Method[] = [BASELINE, ...methods.filter((method) => method !== BASELINE)];
  const keys = [...shown, ...Object.keys(rules).map(ruleKey)];
  const { sums, products, counts } = await measured(known, {
    ...{ later, methods: all, rules, keys, baseline: BASELINE },
  });
  await forget(known);
  const by = Object.fromEntries([
    ...shown.map((method): [string, { label: Text }] => [method, METHODS[method]]),
    ...Object.entries<{ label: Text }>(rules).map(([key, { label }]): [string, { label: Text }] => [
      ruleKey(key),
      { label },
    ]),
  ]);
  const rows = judgedRows(keys, sums).map(({ by: method, verdict, ...row }) => {
    const distinct = products.get(method) ?? 0;
    return {
      ...{ method, ...row, products: distinct, verdict },
      coverage: counts.sold === 0 || row.customers === 0 ? null : distinct / counts.sold,
    };
  });
  const result = new Result({
    session,
    name: 'recommendations-judged',
    title: { en: 'Recommendations against what was bought afterwards', zh: '推荐结果与其后购买的对照' },
    schema: evaluationSchema(by),
    rows,
    chart: { mark: 'range', x: 'ndcg', y: 'method' },
    note: noteOf(split, until, counts, lists.repeats),
  });
  const tierRows = [...Object.keys(tiered.tiers), UNASSIGNED].flatMap((tier) => {
    const own = sums.filter((row) => row.tier === tier);
    return judgedRows(keys, own).flatMap(({ by: method, verdict, ...row }) =>
      row.customers === 0 ? [] : [{ tier, method, ...row, verdict }],
    );
  });
  return Object.assign(result, {
    tiers: new Result({
      session,
      name: 'recommendations-by-tier',
      title: {
        en: 'Recommendations against what was bought afterwards, by tier',
        zh: '各层级推荐结果与其后购买的对照',
      },
      schema: tierSchema(by, tiered.tiers),
      rows: tierRows as Evaluation<K>['tiers']['rows'],
      chart: { mark: 'heatmap', x: 'method', y: 'tier', value: 'hitRate' },
    }),
  });
}

const BASELINE = 'popular';
/** A list longer than this is no recommendation. */
const MOST = 1000;

const usualMethods = (repeats: boolean): readonly Method[] => [
  ...(['popular', 'tierPopular', 'tierLift', 'together', 'association', 'pairLift'] as const),
  ...(repeats ? (['own'] as const) : []),
];

function requireDays({ from, asOf }: Orders, split: string, until: string): void {
  dayNumber(split, 'split');
  dayNumber(until, 'until');
  if (until <= split) throw new OptionsError(`until is ${until}: it must come after the split, ${split}.`);
  if (split < from || until > asOf) {
    throw new OptionsError(
      `The orders are known from ${from} to ${asOf}: ${split} to ${until} must lie within.`,
    );
  }
}

function noteOf(
  split: string,
  until: string,
  { later, returning, judged }: Measured['counts'],
  repeats: boolean,
): { en: string; zh: string } {
  const [all, unknown] = [count(later), count(later - returning)];
  const [nothing, some] = [count(returning - judged), count(judged)];
  return {
    en:
      `Of ${all.en} customers who bought from the day after ${split} to ${until}, ${unknown.en} had not bought before` +
      (repeats ? '' : ` and ${nothing.en} bought nothing new`) +
      `; judged on ${some.en}.`,
    zh:
      `${split}次日至${until}有${all.zh}名客户购买，其中${unknown.zh}名此前未购买` +
      (repeats ? '' : `，${nothing.zh}名未购买新产品`) +
      `；以其余${some.zh}名评判。`,
  };
}
