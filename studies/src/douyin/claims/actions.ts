import { advice } from 'tally';
import { type Judgment, implemented } from 'tally/claims';
import { plan } from '../advice/plan.js';
import { PUBLISHED_PRIORITIES } from '../advice/published.js';
import { REGION_ACTIONS } from '../advice/regions.js';
import { SEGMENT_ACTIONS } from '../advice/segments.js';
import { HORIZONS } from '../advice/words.js';
import type { DouyinFigures } from '../figures.js';
import { SEGMENTS } from '../segments.js';
import { type DouyinClaim, defineClaim } from '../claim.js';
import { associationOf } from './cross.js';

/** Section 4.6.2: budget, priorities, plan. */
export const ACTION_CLAIMS: readonly DouyinClaim[] = [
  defineClaim({
    id: 'D-4.6.2-BUDGET',
    section: '4.6.2',
    kind: 'rule',
    published: 'Budget by region: Suburban 40%, Urban 35%, Rural 25%.',
    publishedZh: '预算按地区分配：郊区40%，城市35%，农村25%。',
    check: async ({ pairs }) => {
      const { rows } = advice.splitBudget(await pairs(), { budget: 1 });
      const stake = rows.reduce((sum, row) => sum + row.stake, 0);
      return implemented(
        Object.fromEntries(rows.map((row) => [`percent${row.region}`, (100 * row.stake) / stake])),
        'No rule is stated for the published split. By revenue at stake (splitBudget), Suburban gets {percentSuburban} percent, Urban {percentUrban} and Rural {percentRural}; notebook 06-actions compares this with the published split and with two other weightings.',
        'Revenue of the region / all revenue.',
      );
    },
  }),
  defineClaim({
    id: 'D-4.6.2-PRIO',
    section: '4.6.2',
    kind: 'rule',
    published:
      'Segment-region pairs are ranked in 4 priority levels, from dormant and win-back users in Suburban to lost and low-cost users in Rural.',
    publishedZh:
      '将“分层×地区”的组合排为4级优先级，从郊区的高价值沉睡和重要唤回客户，到农村的流失和低成本维系客户。',
    check: async ({ pairs }) => {
      const ranked = advice.priorities(await pairs());
      const compared = advice.comparePriorities(ranked, PUBLISHED_PRIORITIES);
      const [first] = ranked.rows;
      return implemented(
        {
          first: first === undefined ? null : `${SEGMENTS[first.segment].label.en}, ${first.region}`,
          published: compared.length,
          sameLevel: compared.where({ agrees: true }).length,
          ...Object.fromEntries(
            compared.rows.flatMap(({ segment, region, rank, level }) => [
              [`rank_${segment}_${region}`, rank],
              [`level_${segment}_${region}`, level],
            ]),
          ),
        },
        'No rule is stated for the published order. Ranked by reachable revenue (priorities), {sameLevel} of the {published} published pairs have the same level; {first} ranks first. Notebook 06-actions shows both.',
        'Score: revenue per user x users x mean recency score / best recency score. Levels end at 50, 80 and 95 percent of all scores.',
      );
    },
  }),
  defineClaim({
    id: 'D-4.6.2-PLAN',
    section: '4.6.2',
    kind: 'rule',
    published:
      'A plan of 3 horizons (the first month, months 1-3, months 3-6) with 3 items each, including a monitoring dashboard and a churn alert.',
    publishedZh: '行动计划分三个阶段（首月、1-3个月、3-6个月），每阶段3项，包括监控看板和流失预警。',
    check: async ({ users, categoriesByRegion }) =>
      implemented(
        {
          horizons: Object.keys(HORIZONS).length,
          items: plan(users.session).length,
          pCategoryByRegion: associationOf(await categoriesByRegion()).p,
        },
        '{items} items over {horizons} horizons, with a dashboard and an alert (douyin.plan), in notebook 06-actions. Several published items assume regional tastes; ours call for testing them first. On stated preference, that test gives p = {pCategoryByRegion}.',
      ),
  }),
];

/**
 * How many actions there are for the segments, how many of their reasons follow from how the segments are made, and how
 * many of the others the data bear out.
 */
export async function segmentActions(study: DouyinFigures, where: string): Promise<Judgment> {
  const { reasons } = advice.checkReasons(await study.profiles(), 'segment', SEGMENT_ACTIONS);
  const tested = reasons.rows.filter(({ basis, stands }) => basis === 'data' || stands === false);
  return implemented(
    {
      ...sizeOf(SEGMENT_ACTIONS),
      reasons: reasons.length,
      reasonsByDefinition: reasons.length - tested.length,
      reasonsTested: tested.length,
      reasonsThatStand: tested.filter(({ stands }) => stands === true).length,
    },
    where,
  );
}

/** How many actions there are for the regions, and how many of their reasons the data bear out. */
export async function regionActions(study: DouyinFigures, where: string): Promise<Judgment> {
  const { measures } = await study.regionTable();
  const { reasons } = advice.checkReasons(measures, 'region', REGION_ACTIONS);
  const reasonsThatStand = reasons.where({ stands: true }).length;
  return implemented({ ...sizeOf(REGION_ACTIONS), reasons: reasons.length, reasonsThatStand }, where);
}

const sizeOf = ({ actions }: Pick<advice.Catalog<string>, 'actions'>) => ({
  groups: Object.keys(actions).length,
  actions: Object.values(actions).flat().length,
});
