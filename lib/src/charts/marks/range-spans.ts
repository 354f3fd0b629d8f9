import { OptionsError } from '../../errors.js';
import type { Interval, Schema } from '../../core/schema.js';
import { crossed, type Cell } from './crossed.js';
import { ordered } from './order.js';
import { nameColumn, numberColumns, secondName } from './defaults.js';
import type { RangeOptions } from './range-options.js';
import type { PlainRow, Source } from './source.js';

/** One row of the figure. */
export interface Span {
  readonly row: PlainRow;
  readonly name: string;
  readonly color: string | undefined;
  /** Null if the row has none; its name and marks are still drawn. */
  readonly ends: Interval | null;
  readonly estimate: number | null;
  readonly text: string;
}

/** The columns for the parts of the figure. */
export interface RangePlan {
  readonly estimate: string | null;
  readonly interval: string | null;
  readonly ends: readonly [low: string, high: string] | null;
  readonly marks: readonly string[];
  /** The column that gives the axis its name and format. */
  readonly axis: string;
}

/** The rows of the figure, in order. */
export function spansOf<S extends Schema>(source: Source, plan: RangePlan, options: RangeOptions<S>): Span[] {
  const used = [plan.estimate, plan.interval, ...(plan.ends ?? []), ...plan.marks].filter(
    (name) => name !== null,
  );
  const y = options.y ?? nameColumn(source, used) ?? numberColumns(source, used)[0];
  if (y === undefined) throw new OptionsError(`${source.result.name} has no column that can name the rows.`);
  const color = options.color ?? secondName(source, y);
  const cross = crossed(source, { key: y, values: [plan.axis], color, interval: plan.interval });
  const single = cross.series.length === 1 || color === undefined || color === y;
  const spans = ordered(cross, { ...(options.sort !== undefined && { sort: options.sort }) });
  return spans.keys.flatMap((key, index) => {
    const here = spans.series.filter(({ cells }) => cells[index] !== undefined);
    return here.flatMap(({ name, color: shade, cells }) => {
      const cell = cells[index];
      if (cell === undefined) return [];
      const named =
        single || (here.length === 1 && name === key.name) ? key.name : joined(source, key.name, name);
      return [spanOf(source, plan, options, { cell, name: named, color: single ? key.color : shade })];
    });
  });
}

const joined = ({ locale }: Source, key: string, name: string) =>
  `${key}${locale === 'zh' ? '，' : ', '}${name}`;

function spanOf<S extends Schema>(
  source: Source,
  plan: RangePlan,
  { text }: RangeOptions<S>,
  {
    cell: { row, interval },
    name,
    color,
  }: { readonly cell: Cell; readonly name: string; readonly color: string | undefined },
): Span {
  const [low, high] =
    plan.ends === null
      ? [interval?.low ?? null, interval?.high ?? null]
      : plan.ends.map((end) => source.number(row, end));
  const ends = typeof low === 'number' && typeof high === 'number' ? { low, high } : null;
  if (ends !== null && ends.high < ends.low) {
    throw new OptionsError(
      `${source.result.name}: the range of "${name}" ends at ${ends.high}, below its start at ${ends.low}.`,
    );
  }
  const estimate = plan.estimate === null ? null : source.number(row, plan.estimate);
  const write = (value: number | null) => source.write(value, plan.axis);
  const columns: readonly string[] | undefined = typeof text === 'string' ? [text] : text;
  const own = columns?.map((column) => source.cell(row, column)).join('–');
  const said =
    plan.estimate !== null
      ? write(estimate)
      : ends === null
        ? write(null)
        : `${write(ends.low)}–${write(ends.high)}`;
  return { row, name, color, ends, estimate, text: own ?? said };
}
