import { HORIZONS, type Action } from '../../../metrics/actions/action.js';
import { overallMeans, overallOfRegions } from '../../../metrics/actions/measures.js';
import { PLAN } from '../../../metrics/actions/plan.js';
import { comparePriorities, priorities } from '../../../metrics/actions/priorities.js';
import { checkReasons } from '../../../metrics/actions/reasons.js';
import { REGION_ACTIONS } from '../../../metrics/actions/regionActions.js';
import { SEGMENT_ACTIONS } from '../../../metrics/actions/segmentActions.js';
import { splitBudget } from '../../../metrics/actions/budget.js';
import { RFM_SEGMENT_KEYS, RFM_SEGMENTS } from '../../../metrics/rfm/segments.js';
import { implemented, type Finding } from '../finding.js';
import { REGIONS, type UserCheck, type UserStudy } from './study.js';

/** Section 4.6.2: budget, priorities, plan. */
export const ACTION_CHECKS: Readonly<Record<string, UserCheck>> = {
  'D-4.6.2-BUDGET': async ({ pairs }) => {
    const { regions } = splitBudget(await pairs(), { budget: 1 });
    const stake = regions.reduce((sum, row) => sum + row.stake, 0);
    return implemented(
      Object.fromEntries(regions.map((row) => [`percent${row.name}`, (100 * row.stake) / stake])),
      'The published split follows no stated rule. By revenue at stake (splitBudget) Suburban gets {percentSuburban} percent, Urban {percentUrban}, Rural {percentRural}; notebook 06-actions has it beside the published one, and under two other weightings.',
      'Revenue of the region / all revenue.',
    );
  },
  'D-4.6.2-PRIO': async ({ pairs }) => {
    const ranked = priorities(await pairs());
    const compared = comparePriorities(ranked);
    const [first] = ranked;
    return implemented(
      {
        first: first === undefined ? null : `${RFM_SEGMENTS[first.segment].en}, ${first.region}`,
        published: compared.length,
        sameLevel: compared.filter((row) => row.agrees).length,
        ...Object.fromEntries(
          compared.flatMap(({ segment, region, rank, level }) => [
            [`rank_${segment}_${region}`, rank],
            [`level_${segment}_${region}`, level],
          ]),
        ),
      },
      'The published order follows no stated rule. Ranked by the revenue of those who can be reached (priorities), the level of {sameLevel} of the {published} pairs that it names is the same; first is {first}. Notebook 06-actions has both.',
      'Score: revenue per user x users x mean recency score over the best. Levels end at 50, 80 and 95 percent of all scores.',
    );
  },
  'D-4.6.2-PLAN': async ({ categoriesByRegion }) =>
    implemented(
      {
        horizons: Object.keys(HORIZONS).length,
        items: Object.values(PLAN).flat().length,
        pCategoryByRegion: (await categoriesByRegion()).association?.p,
      },
      '{items} items in {horizons} horizons, with a dashboard and an alert (PLAN), in notebook 06-actions. Several published ones follow regional taste; ours first ask for a test of it, which on stated preference gives p = {pCategoryByRegion}.',
    ),
};

/** How many actions there are for the segments, and how many of their reasons the data bear out. */
export async function segmentActions(study: UserStudy, where: string): Promise<Finding> {
  const profiles = await study.profiles();
  const overall = overallMeans([...profiles.values()]);
  const checked = RFM_SEGMENT_KEYS.map((segment) =>
    SEGMENT_ACTIONS[segment].flatMap((action) => checkReasons(action, profiles.get(segment)?.means, overall)),
  );
  return implemented(tally(Object.values(SEGMENT_ACTIONS), checked), where);
}

/** The same for the regions. */
export async function regionActions(study: UserStudy, where: string): Promise<Finding> {
  const rows = await study.regionTable();
  const overall = overallOfRegions(rows);
  const checked = REGIONS.map((region) =>
    REGION_ACTIONS[region].flatMap((action) =>
      checkReasons(
        action,
        rows.find((row) => row.region === region),
        overall,
      ),
    ),
  );
  return implemented(tally(Object.values(REGION_ACTIONS), checked), where);
}

function tally(
  catalogue: readonly (readonly Action[])[],
  checked: readonly (readonly { readonly stands: boolean | null }[])[],
): Record<string, number> {
  const reasons = checked.flat();
  return {
    groups: catalogue.length,
    actions: catalogue.flat().length,
    reasons: reasons.length,
    reasonsThatStand: reasons.filter(({ stands }) => stands === true).length,
  };
}
