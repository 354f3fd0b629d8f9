import type { Result } from '../core/result.js';
import type { Schema } from '../core/schema.js';
import type { BarOptions } from './marks/bar.js';
import type { BoxOptions } from './marks/box.js';
import type { Chart } from './marks/chart.js';
import { draw, MARKS, type DrawOptions } from './marks/choose.js';
import type { FunnelOptions } from './marks/funnel.js';
import type { HeatmapOptions } from './marks/heatmap.js';
import type { LineOptions } from './marks/line-options.js';
import type { RangeOptions } from './marks/range-options.js';
import type { RingOptions } from './marks/ring.js';
import type { SankeyOptions } from './marks/sankey.js';
import type { ScatterOptions } from './marks/scatter-options.js';
import type { TreeOptions } from './marks/tree-options.js';
import type { UpsetOptions } from './marks/upset.js';

export interface Charts {
  <S extends Schema>(result: Result<S>, options?: DrawOptions): Chart;

  /**
   * Bars: horizontal if `y` holds the names, vertical if `x` does. `color` divides them, side by side, stacked, or as
   * shares; `line` and `cumulative` add a line on a second axis.
   * @throws OptionsError if two rows name the same bar, or a part of a stack is negative.
   * @example
   * chart.bar(sizes, { x: 'revenue', y: 'segment', sort: 'descending' });
   * chart.bar(byRegion, { x: 'users', y: 'region', color: 'segment', layout: 'share' });
   * chart.bar(hours, { x: 'hour', y: 'pageViews', line: 'conversion' });
   * chart.bar(top, { x: 'category', y: 'purchases', cumulative: total });
   */
  bar<S extends Schema>(result: Result<S>, options?: BarOptions<S>): Chart;

  /**
   * Lines over dates, numbers, or names, one for each value of `color` or each column in `y`. Nulls leave gaps.
   * @throws OptionsError if two rows name the same point, or a logarithmic axis has values that are not above 0.
   * @example
   * chart.line(retention, { x: 'day', y: 'rate', zero: false });
   * chart.line(points, { x: 'users', y: 'revenue', diagonal: true });
   * chart.line(ranks, { x: 'place', y: 'purchases', log: 'xy', step: true, reference: { x: 200, split: true } });
   */
  line<S extends Schema>(result: Result<S>, options?: LineOptions<S>): Chart;

  /**
   * Cells colored by value, with the value if it fits. Cells without a value stay white.
   * @throws OptionsError if two rows name the same cell.
   * @example
   * chart.heatmap(cohorts, { x: 'day', y: 'cohort', value: 'rate' });
   * chart.heatmap(residuals, { diverging: true, reach: 4, mark: { when: (cell) => cell.q < 0.05, note: 'stands out' } });
   */
  heatmap<S extends Schema>(result: Result<S>, options?: HeatmapOptions<S>): Chart;

  /**
   * Intervals: an estimate as a dot with its interval, and its value at the right, or a thick line from `low` to `high`
   * with single values as symbols on it. The axis need not start at 0.
   * @throws OptionsError if two rows have the same name, a range ends below its start, or there are too many marks.
   * @example
   * chart.range(means, { x: 'mean', y: 'interest', reference: { x: overall } });
   * chart.range(spread, { y: 'segment', low: 'min', high: 'max', marks: ['byFile', 'byMean'] });
   */
  range<S extends Schema>(result: Result<S>, options?: RangeOptions<S>): Chart;

  /**
   * Boxes from five numbers: whiskers extend to the smallest and largest values.
   * @throws OptionsError if two rows have the same name, or a column does not exist.
   * @example
   * chart.box(incomes);
   */
  box<S extends Schema>(result: Result<S>, options?: BoxOptions<S>): Chart;

  /**
   * Steps from first to last, each with its share of the first and of the previous step; a share of 0 is n/a.
   * @throws OptionsError if a value is negative, or two rows have the same name.
   * @example
   * chart.funnel(steps, { x: 'users', y: 'step' });
   */
  funnel<S extends Schema>(result: Result<S>, options?: FunnelOptions<S>): Chart;

  /**
   * Parts of a whole as a ring, with names and shares, and the total in the middle. Nulls are left out.
   * @throws OptionsError if a value is negative, or two rows have the same name.
   * @example
   * chart.ring(sizes, { value: 'users', color: 'segment' });
   */
  ring<S extends Schema>(result: Result<S>, options?: RingOptions<S>): Chart;

  /**
   * Flows from the names of one column to those of another: bands as wide as their values, in the color of where they come
   * from. Values of 0 are left out.
   * @throws OptionsError if a value is negative, two rows have the same two names, or there are no two columns of names.
   * @example
   * chart.sankey(migration, { from: 'before', to: 'after', value: 'customers' });
   */
  sankey<S extends Schema>(result: Result<S>, options?: SankeyOptions<S>): Chart;

  /**
   * Points: one a row, over two numbers, or over a number and names. Over names, points stand side by side, so that each
   * is seen; over two numbers, points at the same place are spread around it. Nothing is random.
   *
   * `highlight` draws some rows in front of the others, `band` shades an interval for each name, and `quadrants` divides
   * the plot by two cuts, with a name and the number of points in each part. Rows without a value are left out and
   * counted; of more than 5,000 every n-th is drawn, and the note says so.
   * @throws OptionsError unless x and y are two numbers or a number and names, for a highlight that is not yes or no,
   *   quadrants over names, a band without names, or a logarithmic axis with values that are not above 0.
   * @example
   * chart.scatter(points, { x: 'retention', y: 'segment', highlight: 'anomaly', band: 'band' });
   * chart.scatter(points, {
   *   x: 'score', y: 'revenue', highlight: 'anomaly',
   *   quadrants: { x: 60, y: 600, topLeft: 'Unseen', topRight: 'Realized', bottomLeft: 'Low', bottomRight: 'Potential' },
   * });
   */
  scatter<S extends Schema>(result: Result<S>, options?: ScatterOptions<S>): Chart;

  /**
   * A shallow tree from the top down, one row a node: what divides its rows, what its values are, and what leads to it.
   * Levels with more leaves than fit are left out, and the note says so.
   * @throws OptionsError for two nodes with the same name, one that is below none, or more than one at the top.
   * @example
   * const rules = await audit.tree(customers, 'retention', { features: ['orders', 'spent'] });
   * chart.tree(rules.nodes, { text: ['mean', 'share'], color: 'mean' });
   */
  tree<S extends Schema>(result: Result<S>, options?: TreeOptions<S>): Chart;

  /**
   * Combinations of sets: a bar for how many are in exactly these, the sets of each below it, and the size of every set at
   * the left. The largest combinations come first; those that are not shown are counted in the note.
   * @throws OptionsError without columns of yes and no, if two rows are of the same sets, or a number is negative.
   * @example
   * chart.upset(await tags.overlap({ loyal, big, lapsed }));
   */
  upset<S extends Schema>(result: Result<S>, options?: UpsetOptions<S>): Chart;
}

/**
 * Draws a result with the mark that it specifies, or else one that suits its columns. Title, axes, units, formats,
 * colors, and alternative text come from its schema, in the session's language; options only override them.
 *
 * Without rows, or with only nulls, it shows "No data".
 * @throws OptionsError for an unknown column, or rows that cannot be distinguished.
 * @example
 * chart(sizes);
 * chart.bar(sizes, { x: 'revenueShare', y: 'segment' });
 */
export const chart: Charts = Object.assign(
  <S extends Schema>(result: Result<S>, options: DrawOptions = {}) =>
    draw(result as unknown as Result, options),
  MARKS,
);
