import * as column from '../../core/column.js';
import { decimal } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import { sql } from '../../engine/sql.js';
import { ratio, total } from '../ratio.js';
import { QUADRANTS, valueMatch } from './labels.js';
import type { MatchOptions } from './options.js';
import type { Working } from './working.js';

const { optional } = column;

const SCHEMA = {
  quadrant: column.category('valueMatchLabel', QUADRANTS),
  rows: column.count('rows'),
  anomalies: column.count('anomalousRows'),
  share: optional(column.percent('shareAmongAnomalies', { base: 'anomalies' })),
  othersShare: optional(column.percent('shareAmongOthers')),
} as const;

/** Rows by quadrant of score and value. */
export type Quadrants = Result<typeof SCHEMA> & {
  /** From where on a score and a value are high. */
  readonly cuts: { readonly score: number; readonly value: number };
};

const FOUND = { quadrant: 'text', rows: 'integer', anomalies: 'integer' } as const;

/** All four combinations of a score and a value, for anomalies and others; cut at the medians unless cuts are given. */
export async function quadrantsOf({ rows: table }: Working, match: MatchOptions): Promise<Quadrants> {
  const { dialect } = table.engine;
  const medians = await table.engine.one(
    sql`SELECT ${dialect.median(sql`score`)} AS score, ${dialect.median(sql`"value"`)} AS "value" FROM ${table}`,
    { score: 'double?', value: 'double?' },
  );
  const cuts = match.cuts ?? { score: medians.score ?? 0, value: medians.value ?? 0 };
  const label = valueMatch({ score: 'score', value: 'value' }, cuts).sql;
  const query = sql`SELECT ${label} AS quadrant, count(*) AS rows, count(*) FILTER (WHERE anomaly) AS anomalies
    FROM ${table} WHERE ${label} IS NOT NULL GROUP BY 1 ORDER BY 1`;
  const found = await table.engine.all(query, FOUND);
  const anomalous = total(found.map(({ anomalies }) => anomalies));
  const others = total(found.map(({ rows, anomalies }) => rows - anomalies));
  const names = Object.keys(QUADRANTS) as (keyof typeof QUADRANTS)[];
  const result = new Result({
    session: table.session,
    name: 'audit-quadrants',
    title: { en: 'Score and value: four quadrants', zh: '得分与价值的四个象限' },
    schema: SCHEMA,
    rows: names.map((quadrant) => {
      const { rows, anomalies } = found.find((row) => row.quadrant === quadrant) ?? { rows: 0, anomalies: 0 };
      const [share, othersShare] = [ratio(anomalies, anomalous), ratio(rows - anomalies, others)];
      return { quadrant, rows, anomalies, share, othersShare };
    }),
    query,
    chart: { mark: 'bar', x: ['share', 'othersShare'], y: 'quadrant' },
    note: cutNote(cuts),
  });
  return Object.assign(result, { cuts });
}

function cutNote(cuts: { readonly score: number; readonly value: number }) {
  const [score, value] = [decimal(cuts.score), decimal(cuts.value)];
  return {
    en: `High from a score of ${score.en} and a value of ${value.en} on.`,
    zh: `得分不低于${score.zh}、价值不低于${value.zh}为高。`,
  };
}
