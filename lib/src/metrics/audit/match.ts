import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { term } from '../../core/term.js';
import { rankCorrelation } from '../../stats/rank-correlation.js';
import { named } from '../portrait/titles.js';
import type { MatchOptions } from './options.js';
import type { Working } from './working.js';

const { optional } = column;

const MATCH = {
  group: column.category('rowsCompared', {
    all: { label: term('allRows') },
    anomalous: { label: term('anomaliesOnly') },
    others: { label: term('othersOnly') },
  }),
  rows: column.count('rows'),
  customers: column.count('customers'),
  spearman: optional(column.decimal('spearman', { interval: 'spearmanInterval' })),
  spearmanInterval: optional(column.interval('decimal')),
  pearson: optional(column.decimal('pearson', { hidden: true })),
} as const;

/** How far a score and a value agree. */
export type Match = Result<typeof MATCH>;

/**
 * Whether customers with a higher score have a higher value: Spearman's rank correlation among all rows, anomalies and
 * others, with its 95% interval for rows clustered in customers. "Mismatched" is what a low one would be.
 * See `stats.rankCorrelation`.
 */
export function matchOf({ plan, rows: table, columns }: Working, match: MatchOptions): Match {
  const { unit, anomaly, score: one, value: other } = columns;
  const among = (side: number | null) => {
    const chosen = side === null ? one : one.map((value, row) => (anomaly[row] === side ? value : NaN));
    return rankCorrelation({ unit, one: chosen, other });
  };
  const rows = (
    [
      ['all', null],
      ['anomalous', 1],
      ['others', 0],
    ] as const
  ).map(([group, side]) => {
    const { interval, ...found } = among(side);
    return { group, ...found, spearmanInterval: interval };
  });
  const [score, value] = [named(plan.table, match.score), named(plan.table, match.value)];
  return new Result({
    session: table.session,
    name: 'audit-match',
    title: {
      en: `Agreement of ${score.within.en} and ${value.within.en}`,
      zh: `${score.first.zh}与${value.first.zh}的一致性`,
    },
    schema: MATCH,
    rows,
    chart: { mark: 'range', x: 'spearman', y: 'group' },
  });
}
