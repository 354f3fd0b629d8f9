import type { monitoring } from 'tally';
import { implemented, judge, untestable, type Judgment } from 'tally/claims';
import { defineClaim, type XiaoxiangClaim } from '../claim.js';
import {
  benefitCheck,
  campaignCheck,
  clusterCheck,
  communityCheck,
  recommendationCheck,
} from './operation-checks.js';

const percent = (share: number | null | undefined): number | null =>
  share === null || share === undefined ? null : 100 * share;

/** An expectation cannot be tested on orders that tell of no change; the baseline and the size of a test can be told. */
function expected(
  goals: monitoring.Goals,
  goal: monitoring.GoalName,
  needs: string,
  without = 'These orders do not tell a baseline below the goal.',
): Judgment {
  const { baseline, target, perGroup, measuredOn } = goals.at({ goal });
  const inUnit = goal === 'leaderOutput' ? (value: number | null) => value : percent;
  return untestable(
    {
      ...{ baseline: inUnit(baseline.raw), target: inUnit(target.raw) },
      ...{ perGroup: perGroup.raw, measuredOn: measuredOn.raw },
    },
    `An expectation, of which no before and after is published. ${perGroup.raw === null ? without : needs}`,
    'A test at 5 percent with a power of 80 percent.',
  );
}

export const OPERATION_CLAIMS: readonly XiaoxiangClaim[] = [
  defineClaim({
    id: 'X-3.3-BEN',
    section: '3.3',
    kind: 'rule',
    published:
      'Benefits for 3 tiers: Platinum (铂金) gets free delivery and dedicated service, Gold (黄金) gets discounts and double points, Silver (白银) gets basic points and coupons.',
    publishedZh:
      '3个层级的权益：铂金免费配送、专属客服、新品试吃；黄金会员日折扣、积分加倍；白银基础积分、普通优惠券。',
    check: benefitCheck,
  }),
  defineClaim({
    id: 'X-3.3-CAMP',
    section: '3.3',
    kind: 'rule',
    published:
      'Campaigns for 4 tiers: personal offers for Platinum (铂金), group-buying prices for Gold (黄金), gift packs for Silver (白银), wake-up coupons for Dormant (沉睡).',
    publishedZh:
      '4个层级的营销活动：铂金一对一专属活动，黄金社区团购专属价，白银新人礼包与满减，沉睡唤醒优惠券与限时特价。',
    check: campaignCheck,
  }),
  defineClaim({
    id: 'X-3.4-REC',
    section: '3.4',
    kind: 'statement',
    published:
      'Code for recommendations by tier: premium goods for PLATINUM, best sellers for GOLD, essentials for SILVER, and new-user picks by default.',
    publishedZh: '按层级推荐的代码：铂金推荐高端商品，黄金推荐热销商品，白银推荐民生商品，其余按新用户推荐。',
    check: recommendationCheck,
  }),
  defineClaim({
    id: 'X-4-ARCH',
    section: '4',
    kind: 'rule',
    published: 'Behavior is processed in real time, and tiers are updated by a daily batch job.',
    publishedZh: '实时处理用户行为，并由每日批处理更新用户分层。',
    check: async ({ stays }) => {
      const { customers, rows, days } = await stays();
      return implemented(
        { customers, rows, days },
        'The daily batch is implemented as tiers.openHistory and tiers.runBatch: {rows} stays of {customers} customers over {days} days, of which a day touches only customers with new orders or for whom a limit falls. There is no processing in real time: a tier changes by the day.',
        'Tiers by cuts frozen in the middle of the orders.',
      );
    },
  }),
  defineClaim({
    id: 'X-4.3-CLUST',
    section: '4.3',
    kind: 'rule',
    published: 'Users are to be grouped by an RFM model improved with clustering.',
    publishedZh: '用户分群算法：基于聚类分析的改进RFM模型。',
    check: clusterCheck,
  }),
  defineClaim({
    id: 'X-4.3-AB',
    section: '4.3',
    kind: 'rule',
    published: 'The effect of different tiering strategies is to be compared in A/B tests.',
    publishedZh: '以A/B测试比较不同分层策略的效果。',
    check: async ({ goals }) => {
      const { baseline, perGroup } = (await goals()).at({ goal: 'repurchase' });
      return implemented(
        { repurchasePercent: percent(baseline.raw), perGroup: perGroup.raw },
        'Implemented as campaigns.roi (arms against a control, with their check against the design), stats.differenceOfShares and stats.sampleSizeOfShares: to see repurchase of {repurchasePercent} percent rise by a quarter, a test of two tiering strategies would need {perGroup} customers for each. No such test is in these orders.',
        'A test at 5 percent with a power of 80 percent.',
      );
    },
  }),
  defineClaim({
    id: 'X-5.1-LIFE',
    section: '5.1',
    kind: 'rule',
    published:
      'Four lifecycle stages, each with actions: new (新用户), growing (成长期), mature (成熟期), declining (衰退期).',
    publishedZh: '生命周期四个阶段及相应动作：新用户、成长期、成熟期、衰退期。',
    check: async ({ stages }) => {
      const found = await stages();
      return implemented(
        {
          ...{ newCustomers: found.get('new'), growing: found.get('growing'), mature: found.get('mature') },
          ...{ declining: found.get('declining'), lost: found.get('lost') },
        },
        "Implemented as lifecycle.stages, by the customer's own rhythm or by fixed days. The document leaves out lost customers: {lost} of them would else count as declining.",
        'Stages with cuts of ours, since the document states none.',
      );
    },
  }),
  defineClaim({
    id: 'X-5.2-COMM',
    section: '5.2',
    kind: 'rule',
    published:
      'Commissions of community leaders (团长), and thresholds and discounts for group purchases, depend on user tiers.',
    publishedZh: '团长佣金、拼团门槛与优惠随用户层级调整。',
    check: communityCheck,
  }),
  defineClaim({
    id: 'X-5.3-M1..M4',
    section: '5.3',
    kind: 'rule',
    published:
      'Four metrics to monitor: share of users by tier, movement between tiers, ARPU by tier, and campaign ROI.',
    publishedZh: '四项监控指标：各层级用户占比、层级间流动率、各层级ARPU、营销活动ROI。',
    check: async ({ weeks }) => {
      const found = await weeks();
      const last = found.rows.at(-1)?.week ?? '';
      const of = (tier: string) => found.rows.find((row) => row.week === last && row.tier === tier);
      return implemented(
        {
          weeks: new Set(found.rows.map(({ week }) => week)).size,
          platinumPercent: percent(of('platinum')?.share),
          platinumArpu: of('platinum')?.arpu,
          silverArpu: of('silver')?.arpu,
        },
        'Implemented as monitoring.tierWeeks (shares, moves and ARPU of each tier by week), tiers.migration and campaigns.roi, which measures against a control group. In the last of {weeks} weeks a platinum customer brought in {platinumArpu}, a silver one {silverArpu}.',
        'Revenue of a week per customer who was in the tier when it began.',
      );
    },
  }),
  defineClaim({
    id: 'X-5.3-W1..W3',
    section: '5.3',
    kind: 'rule',
    published:
      'Three alerts: Platinum (铂金) users churn, the share of Dormant (沉睡) is too high, the tier distribution is abnormal.',
    publishedZh: '三项预警：铂金用户流失、沉睡用户比例过高、层级分布异常。',
    check: async ({ watched }) => {
      const { alerts: found, baselineWeeks } = await watched();
      const weeks = new Set(found.rows.map(({ week }) => week)).size;
      const fired = (alert: string) => found.rows.filter((row) => row.alert === alert && row.fires).length;
      return implemented(
        {
          ...{ baselineWeeks, weeks },
          ...{ platinumChurn: fired('platinumChurn'), dormantShare: fired('dormantShare') },
          ...{ psi: fired('distributionPsi'), chiSquare: fired('distributionChiSquare') },
          falseAlarmPercent: 100 * found.falseAlarms,
        },
        'Implemented as monitoring.alerts and the command tally monitor. The document states no limits; ours are exceeded in {falseAlarmPercent} percent of weeks in which nothing changes. Of the {weeks} weeks after a baseline of {baselineWeeks}, platinum churn is too high in {platinumChurn}, the dormant share in {dormantShare}, the distribution unusual in {psi} by PSI and in {chiSquare} by chi-square.',
        'Tiers by cuts frozen in the middle of the orders; moves over four weeks.',
      );
    },
  }),
  defineClaim({
    id: 'X-6-P1..P3',
    section: '6',
    kind: 'rule',
    published:
      'A roadmap of 3 phases with 3 items each: first RFM tiers; then tags and recommendations; finally real-time tiers, A/B tests and predicted tiers.',
    publishedZh: '路线图分3阶段、各3项：先RFM分层，再标签与推荐，最后实时分层、A/B测试与预测分层。',
    check: async ({ shares }) =>
      implemented(
        { customers: (await shares()).total('customers').raw },
        'Implemented: tiers from R, F and M (tiers.assign), tags (tags.book), recommendations (recommendations.forCustomers), leaders (community.commission), tests of tiering strategies (campaigns.roi). Not implemented: tiers in real time, which change by the day, and predicted tiers; lifecycle.earlyWarning predicts decline, and says how well.',
      ),
  }),
  defineClaim({
    id: 'X-7-E1',
    section: '7',
    kind: 'statement',
    published: 'Retention is expected to rise by +20–30%.',
    publishedZh: '预期用户留存率提升20–30%。',
    check: async ({ goals }) =>
      expected(
        await goals(),
        'retention',
        'Of the customers who bought in one period of 28 days, {baseline} percent bought in the next. To see that share become {target} percent, a test would need {perGroup} customers in each of two groups.',
      ),
  }),
  defineClaim({
    id: 'X-7-E2',
    section: '7',
    kind: 'statement',
    published: 'The share of high-value users is expected to reach ≥15%.',
    publishedZh: '预期高价值用户占比提高至15%以上。',
    check: async ({ goals }) => {
      const { baseline, measuredOn } = (await goals()).at({ goal: 'highValueShare' });
      const share = percent(baseline.raw);
      return judge({
        computed: { percent: share, customers: measuredOn.raw, leastByDefinition: 20 },
        words: (baseline.raw ?? 0) >= 0.15,
        // Platinum and gold are the top 20 to 25 percent by their definition, whatever is done for them.
        concludes: false,
        definition: 'Platinum and gold customers of all customers.',
        note: {
          unsupported:
            'Platinum and gold are {percent} percent of {customers} customers. By its own definition they are the top {leastByDefinition} to 25 percent, apart from those who stay away: the share says who is counted, not what tiering brought about.',
          contradicted:
            'Platinum and gold are {percent} percent of {customers} customers, though by their definition they are the top {leastByDefinition} to 25 percent: the others of these stay away.',
        },
      });
    },
  }),
  defineClaim({
    id: 'X-7-E3',
    section: '7',
    kind: 'statement',
    published: 'Campaign ROI is expected to rise by +40%.',
    publishedZh: '预期营销活动ROI提升40%。',
    check: async ({ goals }) =>
      expected(
        await goals(),
        'roi',
        '',
        'The orders tell of no campaign cost, so there is no return to begin from. It would require campaigns with a control group, as campaigns.roi measures them.',
      ),
  }),
  defineClaim({
    id: 'X-7-E4',
    section: '7',
    kind: 'statement',
    published: 'The repurchase rate is expected to rise by +25%.',
    publishedZh: '预期用户复购率提升25%。',
    check: async ({ goals }) =>
      expected(
        await goals(),
        'repurchase',
        'Of those who bought in the last 28 days, {baseline} percent did so at least twice. To see that share become {target} percent, a test would need {perGroup} customers in each of two groups.',
      ),
  }),
  defineClaim({
    id: 'X-7-E5',
    section: '7',
    kind: 'statement',
    published: 'Output per community leader (团长) is expected to rise by +30%.',
    publishedZh: '预期社区团长人均产出提升30%。',
    check: async ({ goals }) =>
      expected(
        await goals(),
        'leaderOutput',
        'A community turned over {baseline} in the last 28 days. To see {target}, a test would need {perGroup} communities in each of two groups; these orders are of {measuredOn}.',
        'These orders name no community.',
      ),
  }),
];
