import { closest } from '../../core/closest.js';
import type { Label } from '../../core/label.js';
import { decimal, percent } from '../../core/quantity.js';
import { OptionsError } from '../../errors.js';

export type Criterion = 'separation' | 'homogeneity' | 'stability' | 'drift' | 'actionability';
export type Grade = 'good' | 'fair' | 'poor' | 'unknown';

/** A criterion of the scorecard: what its number is, from where on it is good or fair, and what to do. */
export interface ScoreRule {
  readonly measure: Label;
  /** Higher is better; `below` where lower is. */
  readonly good: number;
  readonly fair: number;
  readonly lower?: true;
  readonly rule: Label;
  readonly advice: Readonly<Record<Grade, Label>>;
}

const keep: Label = { en: 'Keep it.', zh: '保持现状。' };

/** The rules of the scorecard, all of them stated. */
export const SCORE_RULES: Readonly<Record<Criterion, ScoreRule>> = {
  separation: {
    measure: { en: 'variance of the outcome between segments', zh: '分层间方差占结果总方差的比例' },
    good: 0.14,
    fair: 0.06,
    rule: {
      en: 'good from 14%, fair from 6% (Cohen’s large and medium); poor if its interval starts at 0',
      zh: '不低于14%为良好，不低于6%为一般（科恩的大、中效应）；区间下限为0则为差',
    },
    advice: {
      good: keep,
      fair: {
        en: 'Use segments as one input among several.',
        zh: '将分层作为多个依据之一使用。',
      },
      poor: {
        en: 'Do not predict the outcome from the segment; segment by what drives the outcome.',
        zh: '不要用分层预测该结果，应按真正影响结果的因素重新分层。',
      },
      unknown: { en: 'Collect more rows per segment.', zh: '为各分层收集更多数据。' },
    },
  },
  homogeneity: {
    measure: {
      en: 'rows in segments that vary at least as much as the whole table',
      zh: '位于波动不小于全表的分层中的行占比',
    },
    good: 0.05,
    fair: 0.25,
    lower: true,
    rule: { en: 'good up to 5%, fair up to 25%', zh: '不高于5%为良好，不高于25%为一般' },
    advice: {
      good: keep,
      fair: { en: 'Split the widest segment.', zh: '拆分波动最大的分层。' },
      poor: {
        en: 'Set no fixed band: it measures the spread of a segment. Split the wide segments or model their outcome.',
        zh: '不要使用固定偏差标准：它衡量的是分层自身的离散程度。应拆分波动大的分层，或为其结果单独建模。',
      },
      unknown: { en: 'Collect more rows per segment.', zh: '为各分层收集更多数据。' },
    },
  },
  stability: {
    measure: {
      en: 'customers with several rows whose rows are all in one segment',
      zh: '有多行的客户中各行同属一个分层的占比',
    },
    good: 0.9,
    fair: 0.75,
    rule: { en: 'good from 90%, fair from 75%', zh: '不低于90%为良好，不低于75%为一般' },
    advice: {
      good: keep,
      fair: { en: 'Date the segment of each row.', zh: '为每行的分层注明日期。' },
      poor: {
        en: 'Settle on one row a customer before acting: the same customer is in several segments.',
        zh: '行动前先确定每位客户只有一行：同一客户目前分属多个分层。',
      },
      unknown: {
        en: 'Nothing to compare: no customer has several rows.',
        zh: '无从比较：没有客户有多行数据。',
      },
    },
  },
  drift: {
    measure: { en: 'population stability index of two halves', zh: '两部分之间的群体稳定性指数（PSI）' },
    good: 0.1,
    fair: 0.25,
    lower: true,
    rule: { en: 'good up to 0.1, fair up to 0.25', zh: '不高于0.1为良好，不高于0.25为一般' },
    advice: {
      good: keep,
      fair: { en: 'Watch the shares of the segments.', zh: '关注各分层占比的变化。' },
      poor: { en: 'Renew the cuts: the segments have moved.', zh: '更新分层标准：各分层已明显变化。' },
      unknown: {
        en: 'Name a column with two values, such as two dates.',
        zh: '请指定只有两个取值的列，例如两个日期。',
      },
    },
  },
  actionability: {
    measure: {
      en: 'customers in segments of at least 30 whose outcome differs from the rest',
      zh: '位于不少于30名客户且结果不同于其余分层的分层中的客户占比',
    },
    good: 0.8,
    fair: 0.5,
    rule: { en: 'good from 80%, fair from 50%; q < 0.05', zh: '不低于80%为良好，不低于50%为一般；q < 0.05' },
    advice: {
      good: keep,
      fair: {
        en: 'Act on the segments that differ; treat the others alike.',
        zh: '针对有差异的分层采取行动，其余分层一视同仁。',
      },
      poor: {
        en: 'Merge segments that do not differ before giving each an action of its own.',
        zh: '先合并没有差异的分层，再为各分层制定不同的行动。',
      },
      unknown: { en: 'Collect more customers per segment.', zh: '为各分层收集更多客户。' },
    },
  },
};

/** The grade of a number by a rule; unknown without one. */
export function gradeOf({ good, fair, lower }: ScoreRule, value: number | null): Grade {
  if (value === null) return 'unknown';
  const meets = (cut: number) => (lower === true ? value <= cut : value >= cut);
  if (meets(good)) return 'good';
  return meets(fair) ? 'fair' : 'poor';
}

/** Rules of one's own: what is not given stays as it is in {@link SCORE_RULES}. */
export type ScoreRules = Readonly<Partial<Record<Criterion, Partial<ScoreRule>>>>;

/**
 * The rules of the scorecard with these in their place. The words of a rule follow its cuts unless they are given too.
 *
 * @throws OptionsError for an unknown criterion, a cut that is no number, or a good cut that is easier to reach than the
 *   fair one.
 */
export function scoreRulesOf(given: ScoreRules): Readonly<Record<Criterion, ScoreRule>> {
  const criteria = Object.keys(SCORE_RULES) as Criterion[];
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(SCORE_RULES, name));
  if (unknown !== undefined) {
    const near = closest(unknown, criteria);
    const advice = near === undefined ? `use ${criteria.join(', ')}.` : `did you mean ${near}?`;
    throw new OptionsError(`scoreRules has no criterion "${unknown}": ${advice}`);
  }
  return Object.fromEntries(
    criteria.map((criterion) => {
      const [usual, own] = [SCORE_RULES[criterion], given[criterion] ?? {}];
      const rule = { ...usual, ...own };
      requireCuts(criterion, rule);
      const cut = rule.good !== usual.good || rule.fair !== usual.fair;
      return [criterion, cut && own.rule === undefined ? { ...rule, rule: cutWords(criterion, rule) } : rule];
    }),
  ) as Record<Criterion, ScoreRule>;
}

function requireCuts(criterion: Criterion, { good, fair, lower }: ScoreRule): void {
  if (!Number.isFinite(good) || !Number.isFinite(fair))
    throw new OptionsError(
      `scoreRules.${criterion}: good and fair must be numbers, not ${good} and ${fair}.`,
    );
  if (lower === true ? good > fair : good < fair) {
    const than = lower === true ? 'at most' : 'at least';
    throw new OptionsError(`scoreRules.${criterion}: good (${good}) must be ${than} fair (${fair}).`);
  }
}

/** What else decides, besides the cuts. */
const BESIDES: Readonly<Partial<Record<Criterion, Label>>> = {
  separation: { en: '; poor if its interval starts at 0', zh: '；区间下限为0则为差' },
  actionability: { en: '; q < 0.05', zh: '；q < 0.05' },
};

function cutWords(criterion: Criterion, { good, fair, lower }: ScoreRule): Label {
  const written = (cut: number) => (criterion === 'drift' ? decimal(cut) : percent(cut));
  const [best, next, more] = [written(good), written(fair), BESIDES[criterion] ?? { en: '', zh: '' }];
  const [en, zh] = lower === true ? ['up to', '不高于'] : ['from', '不低于'];
  return {
    en: `good ${en} ${best.en}, fair ${en} ${next.en}${more.en}`,
    zh: `${zh}${best.zh}为良好，${zh}${next.zh}为一般${more.zh}`,
  };
}
