import { OptionsError } from '../../errors.js';
import type { Result } from '../../core/result.js';
import { isNumeric, type Schema } from '../../core/schema.js';
import { chartOf, emptyChart, type Chart } from './chart.js';
import { isName, isTime } from './columns.js';
import { crossed, knownOf, type Cell, type Crossed } from './crossed.js';
import { nameColumn, numberColumns, secondName, valueColumn } from './defaults.js';
import { intervalNote } from './interval-note.js';
import { LINE_KIND, LORENZ_KIND, lineAlt } from './line-alt.js';
import { lineLayout } from './line-layout.js';
import { lineTraces } from './line-traces.js';
import { referencesOf } from './references.js';
import type { LineOptions, LinePlan } from './line-options.js';
import { isDrawable, Source } from './source.js';

/** Lines; see `chart.line`. */
export function line<S extends Schema>(result: Result<S>, options: LineOptions<S> = {}): Chart {
  const all = new Source(result as unknown as Result);
  const x = options.x ?? firstAxis(all);
  const plan = planOf(all, x, options);
  const source = plan.along === 'number' ? new Source(placed(all, x)) : all;
  const given = options.y ?? valueColumn(source, [x]);
  const values: readonly string[] = typeof given === 'string' ? [given] : given;
  const color = options.color ?? (values.length === 1 ? secondName(source, x) : undefined);
  const cross = onAxis(
    plan,
    crossed(source, {
      key: x,
      values,
      color,
      interval: options.band === false ? null : options.band,
    }),
  );
  const kind = options.diagonal === true ? LORENZ_KIND : LINE_KIND;
  if (knownOf(cross).length === 0) return emptyChart(source, options, kind);
  requirePositive(source, cross, plan);
  return chartOf(source, options, {
    kind,
    data: lineTraces(source, cross, plan),
    layout: lineLayout(source, cross, plan),
    seen: lineAlt(source, cross, plan),
    note: intervalNote(source, cross, 'band', options.band === false ? null : options.band),
    texts: referencesOf(options).map(({ text }) => text),
  });
}

/** The rows with a position on a numeric axis. */
const placed = ({ result }: Source, x: string): Result => result.where((row) => isDrawable(row[x]));

/** Removes intervals that reach down to 0 on a logarithmic axis, where they would have no end. */
function onAxis({ log }: LinePlan, { keys, series }: Crossed): Crossed {
  if (!log.y) return { keys, series };
  const cut = (cell: Cell | undefined) =>
    cell?.interval && cell.interval.low <= 0 ? { ...cell, interval: null } : cell;
  return { keys, series: series.map((one) => ({ ...one, cells: one.cells.map(cut) })) };
}

/** The default horizontal column: time, or else the first of several numeric columns, or else names. */
function firstAxis(source: Source): string {
  const time = Object.keys(source.schema).find((name) => isTime(source.column(name)));
  const [first] = numberColumns(source);
  const found = time ?? (numberColumns(source).length > 1 ? first : nameColumn(source));
  if (found !== undefined) return found;
  throw new OptionsError(`${source.result.name} has no column that can be the x of a line.`);
}

function planOf<S extends Schema>(source: Source, x: string, options: LineOptions<S>): LinePlan {
  const column = source.column(x);
  const { title, note, values, reference, diagonal = false, log = '', zero = true, step = false } = options;
  return {
    ...(title !== undefined && { title }),
    ...(note !== undefined && { note }),
    ...(values !== undefined && { values }),
    ...(options.axis !== undefined && { axis: options.axis }),
    ...(reference !== undefined && { reference }),
    x,
    along: isTime(column) ? 'time' : isNumeric(column) && !isName(column) ? 'number' : 'name',
    log: { x: log.includes('x'), y: log.includes('y') },
    diagonal,
    step,
    zero: zero && !log.includes('y'),
    range: options.range ?? null,
  };
}

/** @throws OptionsError for values without a logarithm. */
function requirePositive(source: Source, cross: Crossed, { x, along, log }: LinePlan): void {
  if (log.x && along !== 'number')
    throw new OptionsError(`${source.result.name}: a logarithmic x must be a number.`);
  const known = knownOf(cross);
  const bad = known.find(({ key, value }) => (log.x && Number(key.raw) <= 0) || (log.y && value <= 0));
  if (bad === undefined) return;
  throw new OptionsError(
    `${source.result.name}: the value at ${source.name(bad.key.raw, x)} is ${bad.value}; a logarithmic axis needs values above 0.`,
  );
}
