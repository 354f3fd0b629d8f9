import { audit, benefits, community, recommendations, sql, tiers, type Orders } from 'tally';
import { implemented, untestable } from 'tally/claims';
import type { XiaoxiangCheck } from '../claim.js';
import { BENEFITS, CAMPAIGNS } from '../operations/benefits.js';
import { COMMISSION, GROUP_OFFERS } from '../operations/communities.js';
import { RECOMMENDATION_RULES } from '../operations/rules.js';

const percent = (share: number | null | undefined) =>
  share === null || share === undefined ? null : 100 * share;

/** The benefits of the document, with costs and caps of ours. */
export const benefitCheck: XiaoxiangCheck = async ({ shop }) => {
  const tiered = await tiers.assign(shop.customers);
  const { summary } = await benefits.eligible(tiered, BENEFITS, { on: shop.asOf });
  return implemented(
    {
      tiers: new Set(summary.rows.map(({ tier }) => tier)).size,
      benefits: summary.length,
      uses: summary.total('left').raw,
      cost: summary.total('cost').raw,
    },
    'Implemented as benefits.eligible and benefits.budget. The document states neither costs nor caps; with ours, {uses} uses in thirty days would cost {cost}.',
    'The catalog stands in xiaoxiang.BENEFITS, where a tier without an entry does not compile.',
  );
};

/** The campaigns of the document, judged against a control group. */
export const campaignCheck: XiaoxiangCheck = async ({ shop }) => {
  const tiered = await tiers.assign(shop.customers);
  const silver = await shop.session.engine.one(
    sql`SELECT count(*) AS silver, count(CASE WHEN tenure <= 30 THEN 1 END) AS newcomers FROM ${tiered} WHERE tier = 'silver'`,
    { silver: 'integer', newcomers: 'integer' },
  );
  const planned = Object.values(CAMPAIGNS);
  return implemented(
    {
      tiers: planned.filter((own) => own.length > 0).length,
      campaigns: planned.flat().length,
      ...silver,
    },
    'Implemented as campaigns.roi, always against a control group; the document plans none, and without one nothing can be said of a campaign. The gift pack for newcomers goes to {silver} Silver customers, of whom {newcomers} first bought in the last thirty days.',
    'The campaigns stand in xiaoxiang.CAMPAIGNS.',
  );
};

/** Days that recommendations do not know. */
const HIDDEN = 91;
const DAY = 86_400_000;

const splitOf = ({ from, asOf }: Orders): string =>
  new Date(Math.max(Date.parse(from), Date.parse(asOf) - HIDDEN * DAY)).toISOString().slice(0, 10);

/** The four branches of the document's code, against what customers then bought. */
export const recommendationCheck: XiaoxiangCheck = async ({ shop }) => {
  const has = (name: string) => Object.hasOwn(shop.lines.columns, name);
  if (!has('product') || !has('quantity') || splitOf(shop) >= shop.asOf) {
    return untestable({}, 'Requires products and quantities, over more than one day.');
  }
  const { document } = RECOMMENDATION_RULES;
  const judged = await recommendations.evaluate(shop, {
    ...{ split: splitOf(shop), k: 10, methods: [], rules: { document } },
  });
  const picks = await recommendations.forCustomers(shop, await tiers.assign(shop.customers), {
    rule: document,
  });
  const rule = judged.at({ method: 'rule:document' });
  return implemented(
    {
      customers: rule.customers.raw,
      ndcg: rule.ndcg.raw,
      ndcgPopular: judged.at({ method: 'popular' }).ndcg.raw,
      difference: rule.ndcgDifference.raw,
      low: rule.ndcgDifferenceInterval.raw?.low,
      high: rule.ndcgDifferenceInterval.raw?.high,
      treatedAsNew: picks.audience.total('treatedAsNew').raw,
    },
    'Implemented as a rule of recommendations.forCustomers, and judged by recommendations.evaluate: its NDCG differs by {difference} ({low} to {high}) from that of the products most customers buy. Its default treats {treatedAsNew} customers as new who first bought long ago.',
    'NDCG of ten products that a customer has not bought, by what the customer bought in the last 91 days. What premium, best sellers and essentials are is defined by us.',
  );
};

/** R, F and M clustered by k-means, beside the tiers. */
export const clusterCheck: XiaoxiangCheck = async ({ shop }) => {
  const tiered = await tiers.assign(shop.customers);
  const found = await audit.rivals(tiered, {
    segment: 'tier',
    features: ['recency', 'orders', 'spent'],
    scale: 'log',
    // More of each changes the third decimal place.
    ...{ k: [2, 3, 4, 5, 6], starts: 5, resamples: 20, references: 10, sample: 1000, mixtureSample: 1000 },
  });
  const labeling = (name: string) => found.labelings.at({ labeling: name });
  return implemented(
    {
      clusters: found.chosen,
      silhouette: labeling('kmeans').silhouette.raw,
      silhouetteTiers: labeling('tier').silhouette.raw,
      adjustedRand: labeling('kmeans').adjustedRand.raw,
    },
    'Implemented as audit.rivals. The clusters have a silhouette of {silhouette}, the tiers one of {silhouetteTiers}; their adjusted Rand index is {adjustedRand}.',
    'k-means on the logarithms of R, F and M, scaled by mean and standard deviation, with the number of clusters of the largest silhouette among stable ones.',
  );
};

/** Commission and group purchases by tier. */
export const communityCheck: XiaoxiangCheck = async ({ shop }) => {
  const where = 'Implemented as community.commission and community.groupBuying, with rates of ours.';
  if (!Object.hasOwn(shop.customers.columns, 'community')) {
    return implemented(
      { offers: Object.keys(GROUP_OFFERS).length },
      where,
      'These orders have no communities.',
    );
  }
  const paid = await community.commission(await tiers.assign(shop.customers), {
    revenue: 'spent',
    schedule: COMMISSION,
  });
  const all = paid.total('commission').raw;
  const moved = paid.rows.reduce((sum, { difference }) => sum + Math.abs(difference ?? 0), 0) / 2;
  return implemented(
    {
      communities: paid.length,
      commission: all,
      percentMoved: all === null || all === 0 ? null : percent(moved / all),
      offers: Object.keys(GROUP_OFFERS).length,
    },
    `${where} Of all commissions, {percentMoved} percent go to another leader than at one rate for all.`,
    'Schedule and offers stand in xiaoxiang.COMMISSION and xiaoxiang.GROUP_OFFERS.',
  );
};
