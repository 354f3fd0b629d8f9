import * as column from '../../core/column.js';
import { inOrder } from '../../core/categories.js';
import { Result } from '../../core/result.js';
import type { Category } from '../../core/schema.js';
import { term } from '../../core/term.js';
import { contrast, type Contrast } from '../../stats/contrast.js';
import { midRanks } from '../../stats/mid-ranks.js';
import { corrected } from '../../stats/multiple.js';
import type { Working } from './working.js';
import { anomalies } from './working-columns.js';

const { optional } = column;

const CONTROLS = {
  others: { label: term('allOthers') },
  segment: { label: term('othersOfSegment') },
} as const;

const schemaOf = ({ properties }: Working) => ({
  property: column.category<string>(
    'property',
    inOrder(properties.map(({ key, label, written }): [string, Category] => [key, { label, written }])),
  ),
  control: column.category('control', CONTROLS),
  anomalous: column.count('anomalousRows', { hidden: true }),
  others: column.count('otherRows', { hidden: true }),
  anomalousMean: optional(column.decimal('meanOfAnomalies', { measure: 'property' })),
  othersMean: optional(column.decimal('meanOfOthers', { measure: 'property' })),
  difference: optional(
    column.decimal('meanDifference', { measure: 'property', interval: 'differenceInterval', hidden: true }),
  ),
  differenceInterval: optional(
    column.interval('decimal', 'interval95', { measure: 'property', hidden: true }),
  ),
  effect: optional(column.decimal('cohensD', { interval: 'effectInterval' })),
  effectInterval: optional(column.interval('decimal')),
  superiority: optional(column.percent('superiority', { hidden: true })),
  p: optional(column.pValue()),
  q: optional(column.pValue('q')),
  rankP: optional(column.pValue('rankP')),
});

/** Every property of the anomalies beside that of the others. */
export type Control = Result<ReturnType<typeof schemaOf>>;

/**
 * Every property of the anomalies beside a control: all other rows, and the other rows of the same segments, without
 * which a property of the segments that have anomalies looks like one of anomalies.
 *
 * effect = Cohen's d = difference of means / sd within the sides, with its 95% interval; p by Welch's t test with the
 * rows of a customer clustered; q is the Benjamini-Hochberg-adjusted p over all rows of this table; rankP is the same
 * test on mid-ranks, a clustered Mann-Whitney test, and superiority = P(an anomaly is higher) + P(equal) / 2. Within
 * segments, differences are weighted by n1 n0 / (n1 + n0) of each.
 * Source: Welch (1947), Biometrika 34; Brunner & Munzel (2000), Biometrical Journal 42; Cohen (1988); Benjamini &
 * Hochberg (1995).
 */
export function controlOf(working: Working): Control {
  const { rows: table, columns, properties } = working;
  const controls = ['others', 'segment'] as const;
  const sides = { others: anomalies(columns, false), segment: anomalies(columns, true) };
  const rows = properties.flatMap(({ key, binary = false }, index) => {
    const numbers = columns.properties[index] ?? new Float64Array();
    const ranks = binary ? null : midRanks(numbers);
    return controls.map((control) => {
      const found = contrast(numbers, sides[control]);
      const ranked = ranks === null ? found : contrast(ranks, sides[control]);
      // Over all rows, mean ranks differ by n (superiority - 1/2); of what is 1 or 0, ranks are the same test.
      const range = ranks === null ? 2 : found.anomalous + found.others;
      const superiority =
        ranked.test === null || control !== 'others' ? null : 0.5 + ranked.test.difference / range;
      return { property: key, control, ...figures(found), superiority, rankP: ranked.test?.p ?? null };
    });
  });
  return new Result({
    session: table.session,
    name: 'audit-control',
    title: { en: 'Anomalies against the others', zh: '异常行与其他行的对比' },
    schema: schemaOf(working),
    rows: corrected(rows),
    chart: { mark: 'range', x: 'effect', y: 'property', color: 'control', reference: { x: 0 } },
  });
}

function figures({ anomalous, others, anomalousMean, othersMean, sd, test }: Contrast) {
  return {
    ...{ anomalous, others, anomalousMean, othersMean },
    difference: test?.difference ?? null,
    differenceInterval: test?.interval ?? null,
    ...effectOf(test, sd ?? 0),
    p: test?.p ?? null,
  };
}

/** Cohen's d; none where nothing varies within the sides. */
function effectOf(test: Contrast['test'], sd: number) {
  if (test === null || sd === 0) return { effect: null, effectInterval: null };
  const { low, high } = test.interval;
  return { effect: test.difference / sd, effectInterval: { low: low / sd, high: high / sd } };
}
