import type { Audit } from 'tally';
import { implemented, judge, untestable } from 'tally/claims';
import { cells } from '../../study/cells.js';
import { defineClaim, type NetsuiteCheck, type NetsuiteClaim } from '../claim.js';

/** From this share on, transactions are concentrated in a quarter. */
const CONCENTRATED = 0.4;

type Quarters = NonNullable<Audit['periods']>['bySegment']['rows'];

/** Shares of Q4 by segment, of anomalies and of all rows, in percent. */
async function quarters(audit: () => Promise<Audit>): Promise<Quarters> {
  return (await audit()).periods?.bySegment.rows ?? [];
}

const fourth = (rows: Quarters) => rows.filter(({ period }) => period === 'q4_transactions');

const percent = (share: number | null) => (share === null ? null : 100 * share);

/** Whether Q4 has the largest share of a segment's anomalies. */
const leads = (rows: Quarters, segment: string) => {
  const own = rows.filter((row) => row.segment === segment && row.anomalousShare !== null);
  const last = own.find(({ period }) => period === 'q4_transactions')?.anomalousShare ?? null;
  return last !== null && own.every(({ anomalousShare }) => (anomalousShare ?? 0) <= last);
};

/** A dimension that the document proposes, with our cuts: what it adds to the segments. */
const proposed =
  (name: string): NetsuiteCheck =>
  async ({ audit }) => {
    const label = (await audit()).labels.at({ proposed: name });
    return implemented(
      {
        percentBefore: percent(label.before.raw),
        percentAfter: percent(label.after.raw),
        percentShuffled: percent(label.shuffled.raw),
        change: label.gain.raw === null ? null : -100 * label.gain.raw,
        q: label.q.raw,
      },
      'With it, the segments explain {percentAfter} percent of the variance in place of {percentBefore}; with it shuffled, {percentShuffled}. The squared error in cross-validation changes by {change} percent.',
      'Implemented as a label of auditSegmentation, with cuts of ours: the document states none.',
    );
  };

export const SEASON_AND_VALUE_CLAIMS: readonly NetsuiteClaim[] = [
  defineClaim({
    id: 'A-2.2-FIG3',
    section: '2.2',
    kind: 'figure-or-table',
    published:
      'Transactions of the anomalous customers by quarter and segment, stacked bars, published as an image.',
    publishedZh: '异常客户各盈利段的季度交易分布堆叠图（仅为图片）。',
    check: async ({ audit }) =>
      untestable(
        cells(fourth(await quarters(audit)), (row) => row.segment, {
          q4: (row) => percent(row.anomalousShare),
        }),
        'Published only as an image; checking it would require its points.',
        'Share of Q4 in the transactions of the anomalies of a segment, in percent.',
      ),
  }),
  defineClaim({
    id: 'A-2.2-C1',
    section: '2.2',
    kind: 'statement',
    published: 'In nearly every segment, the transactions of the anomalous customers are concentrated in Q4.',
    publishedZh: '几乎所有盈利段的异常客户，其交易都显著集中在Q4。',
    check: async ({ audit }) => {
      const rows = fourth(await quarters(audit));
      const whole = (await audit()).periods?.at({ period: 'q4_transactions' });
      const concentrated = rows.filter(({ anomalousShare }) => (anomalousShare ?? 0) >= CONCENTRATED);
      const known = rows.filter(({ anomalousShare }) => anomalousShare !== null);
      return judge({
        computed: {
          concentrated: concentrated.length,
          withAnomalies: known.length,
          percent: percent(whole?.anomalousShare.raw ?? null),
          percentOthers: percent(whole?.othersShare.raw ?? null),
          percentBase: percent(whole?.baseShare.raw ?? null),
          q: whole?.q.raw,
        },
        words: concentrated.length >= rows.length - 1,
        definition:
          'Segments in which Q4 has 40 percent of the transactions of the anomalies or more; nearly every: all but one.',
        note: {
          contradicted:
            'It holds in {concentrated} of the {withAnomalies} segments that have anomalies. Of the transactions of anomalies {percent} percent are in Q4, of all {percentBase}.',
        },
      });
    },
  }),
  defineClaim({
    id: 'A-2.2-C2',
    section: '2.2',
    kind: 'statement',
    published: 'The Q4 surge is said to be strongest in High Value and Premium.',
    publishedZh: 'High Value和Premium的Q4交易比例远超其他季度。',
    check: async ({ audit }) => {
      const rows = await quarters(audit);
      const of = (segment: string) =>
        fourth(rows).find((row) => row.segment === segment) ?? { anomalousShare: null, anomalous: 0 };
      const [high, premium] = [of('High Value'), of('Premium')];
      const most = Math.max(...fourth(rows).map(({ anomalousShare }) => anomalousShare ?? 0));
      const least = Math.min(...fourth(rows).map(({ anomalousShare }) => anomalousShare ?? 1));
      return judge({
        computed: {
          percent_high_value: percent(high.anomalousShare),
          percent_premium: percent(premium.anomalousShare),
          percentLargest: percent(most),
          percentSmallest: percent(least),
        },
        words:
          leads(rows, 'High Value') &&
          leads(rows, 'Premium') &&
          Math.max(high.anomalousShare ?? 0, premium.anomalousShare ?? 0) === most,
        definition: 'Share of Q4 in the transactions of the anomalies of a segment.',
        note: {
          contradicted:
            'In High Value it is {percent_high_value} percent, in Premium {percent_premium}; by segment it goes from {percentSmallest} to {percentLargest}.',
        },
      });
    },
  }),
  defineClaim({
    id: 'A-2.3-FIG4',
    section: '2.3',
    kind: 'figure-or-table',
    published:
      'Comprehensive score against total revenue of the anomalous customers, a scatter plot, published as an image.',
    publishedZh: '异常客户的综合得分与总收入散点图（仅为图片）。',
    check: async ({ audit }) =>
      untestable(
        { rows: (await audit()).match?.at({ group: 'anomalous' }).rows.raw },
        'Published only as an image; checking it would require its points.',
      ),
  }),
  defineClaim({
    id: 'A-2.3-C1',
    section: '2.3',
    kind: 'statement',
    published: 'Score and revenue of the anomalous customers are said to be clearly mismatched.',
    publishedZh: '异常客户的综合得分与总收入存在明显的错配。',
    check: async ({ audit }) => {
      const { match } = await audit();
      const [found, all] = [match?.at({ group: 'anomalous' }), match?.at({ group: 'all' })];
      return judge({
        computed: {
          spearman: found?.spearman.raw,
          low: found?.spearmanInterval.raw?.low,
          high: found?.spearmanInterval.raw?.high,
          spearman_all: all?.spearman.raw,
        },
        words: (found?.spearman.raw ?? 1) < 0.5,
        definition:
          'Rank correlation of score and revenue among anomalies, with its interval. Mismatched: below 0.5.',
        note: {
          contradicted:
            'Score and revenue of anomalies agree: the rank correlation is {spearman} ({low} to {high}), among all rows {spearman_all}.',
        },
      });
    },
  }),
  defineClaim({
    id: 'A-2.3-C2',
    section: '2.3',
    kind: 'statement',
    published: 'The upper left of the chart is interpreted as a high score with low revenue.',
    publishedZh: '图中左上区域为得分高而收入低的客户。',
    check: async ({ audit }) => {
      const { quadrants } = await audit();
      const potential = quadrants?.at({ quadrant: 'potential' });
      return judge({
        computed: {
          rows: potential?.anomalies.raw,
          percent: percent(potential?.share.raw ?? null),
          percentOthers: percent(potential?.othersShare.raw ?? null),
        },
        words: (potential?.anomalies.raw ?? 0) > 0,
        onlyAsDefined: true,
        definition:
          'Anomalies with a high score and a low revenue, at our cuts, with the score on the vertical axis: the axes of the image are not known.',
        note: {
          'confirmed-as-defined':
            'So read, {rows} anomalies are there, {percent} percent of them; of the others {percentOthers}.',
          contradicted: 'No anomaly is there.',
        },
      });
    },
  }),
  defineClaim({
    id: 'A-2.3-C3',
    section: '2.3',
    kind: 'rule',
    published:
      'Two types of anomaly: overrated (价值虚高), with a high score and low revenue, and underrated (价值被低估), with a low score and high revenue.',
    publishedZh: '两类异常：价值虚高（高分低收）与价值被低估（低分高收）。',
    check: async ({ audit }) => {
      const { quadrants } = await audit();
      const of = (quadrant: 'potential' | 'underRecognized' | 'realized' | 'low') =>
        quadrants?.at({ quadrant }).anomalies.raw;
      return implemented(
        {
          realized: of('realized'),
          potential: of('potential'),
          underRecognized: of('underRecognized'),
          lowInBoth: of('low'),
        },
        'Of all four quadrants: {realized} anomalies are high in both, {lowInBoth} low in both, {potential} are overrated and {underRecognized} underrated.',
        'Implemented as quadrants of auditSegmentation, with cuts of ours.',
      );
    },
  }),
  defineClaim({
    id: 'A-3-DIM1',
    section: '3',
    kind: 'rule',
    published:
      'Stability labels from transaction_consistency, avg_transactions_per_month and customer_age_days: steadily active (持续活跃), buys in bursts (脉冲消费), at risk of churn (流失风险).',
    publishedZh: '稳定性标签：持续活跃型、脉冲消费型、流失风险型。',
    check: proposed('stability'),
  }),
  defineClaim({
    id: 'A-3-DIM2',
    section: '3',
    kind: 'rule',
    published:
      'Seasonality labels from the transactions in Q1–Q4: even all year (全年均衡), holiday shopper (假日购物), specific season (特定季节).',
    publishedZh: '按Q1至Q4的季节性标签：全年均衡型、假日购物型、特定季节型。',
    check: proposed('season'),
  }),
  defineClaim({
    id: 'A-3-DIM3',
    section: '3',
    kind: 'rule',
    published:
      'Value labels from score and revenue: high/high is realized value (价值实现), high/low is growth potential (潜力增长), low/high is core value (核心价值); low/low has no label.',
    publishedZh:
      '价值匹配标签：高分高收为价值实现型，高分低收为潜力增长型，低分高收为核心价值型，低分低收未命名。',
    check: proposed('valueMatch'),
  }),
  defineClaim({
    id: 'A-3-CLAIM',
    section: '3',
    kind: 'statement',
    published: 'Segmentation by profitability alone is said to be no longer sufficient.',
    publishedZh: '仅依靠盈利能力的单一维度细分已不足。',
    check: async ({ audit }) => {
      const found = await audit();
      const own = found.labels.where(({ proposed }) => proposed !== 'all');
      const helping = own.rows.filter(({ helps }) => helps);
      return judge({
        computed: {
          percent: percent(found.at({ criterion: 'separation' }).value.raw),
          labels: own.length,
          helping: helping.length,
          smallestQ: own.min('q').q.raw,
        },
        words: (found.at({ criterion: 'separation' }).value.raw ?? 1) < 0.5,
        concludes: helping.length > 0,
        definition:
          'Share of the variance of retention between segments, and proposed labels that lower the error in cross-validation beyond chance.',
        note: {
          unsupported:
            'Segments explain {percent} percent of the variance, but {helping} of the {labels} proposed dimensions help: the smallest q is {smallestQ}.',
        },
      });
    },
  }),
];
