import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { term } from '../../core/term.js';
import { sql } from '../../engine/sql.js';
import { omegaSquared } from '../../stats/omega-squared.js';
import { ratio, total } from '../ratio.js';
import { worded, wordKey } from '../worded.js';
import type { Anomalies } from './anomalies.js';
import type { Composition } from './composition.js';
import type { Drift } from './drift.js';
import { gradeOf, type Criterion, type Grade, type ScoreRule } from './rules.js';
import type { SegmentOutcomes } from './segments.js';
import type { Working } from './working.js';

const percent = { format: 'percent' } as const;
const schemaOf = (rules: readonly ScoreRule[]) => ({
  criterion: column.category('criterion', {
    separation: { label: term('separation'), written: percent },
    homogeneity: { label: term('homogeneity'), written: percent },
    stability: { label: term('stabilityOfSegments'), written: percent },
    drift: { label: term('drift'), written: { format: 'decimal', digits: 3 } },
    actionability: { label: term('actionability'), written: percent },
  }),
  grade: column.category('grade', {
    good: { label: term('goodGrade') },
    fair: { label: term('fairGrade') },
    poor: { label: term('poorGrade') },
    unknown: { label: term('unknownGrade') },
  }),
  value: column.optional(column.decimal('value', { measure: 'criterion' })),
  measure: worded(
    'measure',
    rules.map(({ measure }) => measure),
  ),
  rule: worded(
    'rule',
    rules.map(({ rule }) => rule),
  ),
  advice: worded(
    'steps',
    rules.flatMap(({ advice }) => Object.values(advice)),
  ),
});

/** The verdict on a segmentation: five criteria by stated rules, with what to do. */
export type Scorecard = Result<ReturnType<typeof schemaOf>>;

/** The results that the scorecard judges by. */
export interface Judged {
  readonly anomalies: Anomalies;
  readonly segments: SegmentOutcomes;
  readonly composition: Composition;
  /** Null without halves, or where they differ by chance alone. */
  readonly drift: Drift | null;
}

/** From how many customers on a segment is worth an action of its own. */
const ENOUGH = 30;

export async function scorecardOf(working: Working, judged: Judged): Promise<Scorecard> {
  const { segments, drift } = judged;
  const { share, certain } = separation(judged.anomalies);
  const values: Readonly<Record<Criterion, number | null>> = {
    separation: share,
    homogeneity: await wideShare(working, judged.anomalies),
    stability: await steadyShare(working),
    drift: drift?.summary.at().psi.raw ?? null,
    actionability: actionableShare(segments),
  };
  const rules = working.plan.scoreRules;
  const criteria = Object.keys(rules) as Criterion[];
  return new Result({
    session: working.rows.session,
    name: 'audit-scorecard',
    title: { en: 'Scorecard of the segmentation', zh: '分层评分卡' },
    schema: schemaOf(Object.values(rules)),
    rows: criteria.map((criterion) => {
      const rule = rules[criterion];
      const own = gradeOf(rule, values[criterion]);
      const grade: Grade = criterion === 'separation' && own !== 'unknown' && !certain ? 'poor' : own;
      return {
        criterion,
        grade,
        value: values[criterion],
        measure: wordKey(rule.measure),
        rule: wordKey(rule.rule),
        advice: wordKey(rule.advice[grade]),
      };
    }),
    chart: { mark: 'bar', x: 'value', y: 'criterion' },
  });
}

/** The share of customers in large segments that differ; null where no large one could be tested. */
function actionableShare({ rows }: SegmentOutcomes): number | null {
  const tested = rows.filter(({ customers, q }) => customers >= ENOUGH && q !== null);
  if (tested.length === 0) return null;
  const differing = tested.filter(({ q }) => (q ?? 1) < 0.05);
  return ratio(
    total(differing.map(({ customers }) => customers)),
    total(rows.map(({ customers }) => customers)),
  );
}

/** Omega squared of the segments, and whether its interval excludes 0. */
function separation(anomalies: Anomalies) {
  const moments = anomalies.rows
    .filter(({ rows }) => rows > 1)
    .map(({ rows, mean, sd }) => ({ n: rows, mean, squares: (rows - 1) * (sd ?? 0) ** 2 }));
  const found = omegaSquared(moments);
  return { share: found?.share ?? null, certain: found !== null && found.interval.low > 0 };
}

async function wideShare({ rows: table }: Working, anomalies: Anomalies): Promise<number | null> {
  const { sd } = await table.engine.one(
    sql`SELECT stddev_samp(CAST(outcome AS DOUBLE)) AS sd FROM ${table}`,
    { sd: 'double' },
  );
  const wide = anomalies.rows.filter((row) => (row.sd ?? 0) >= sd);
  return ratio(total(wide.map(({ rows }) => rows)), total(anomalies.rows.map(({ rows }) => rows)));
}

async function steadyShare({ rows: table }: Working): Promise<number | null> {
  const { several, steady } = await table.engine.one(
    sql`SELECT count(*) AS several, count(*) FILTER (WHERE segments = 1) AS steady FROM (
      SELECT unit, count(*) AS n, count(DISTINCT segment) AS segments FROM ${table} GROUP BY unit) u WHERE n > 1`,
    { several: 'integer', steady: 'integer' },
  );
  return ratio(steady, several);
}
