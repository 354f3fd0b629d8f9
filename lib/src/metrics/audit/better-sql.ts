import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import type { Table } from '../../core/table.js';
import type { Components } from '../../stats/mixture-steps.js';
import type { Feature } from './better-features.js';
import { asDouble, isComplete } from './better-rows.js';

/** A column of labels to add to a table: the label of each center or component, and how it is found. */
export interface Labels {
  readonly column: string;
  readonly keys: readonly string[];
  /** The label whose number is smallest, or largest, is the row's own; the first of equal ones. */
  readonly best: 'smallest' | 'largest';
  /** One a label, from the scaled features `x1`, `x2` and so on. */
  readonly numbers: readonly Sql[];
}

/** A number that engines read as a double, with all its digits. */
export const double = (value: number): Sql => raw(value.toExponential());

/** The squared distance to each center. */
export function centerDistances(centers: Float64Array, dimensions: number): Sql[] {
  return Array.from({ length: centers.length / dimensions }, (_, center) => {
    const terms = Array.from({ length: dimensions }, (__, d) => {
      const off = sql`(${scaledName(d)} - ${double(centers[center * dimensions + d] ?? 0)})`;
      return sql`${off} * ${off}`;
    });
    return join(terms, ' + ');
  });
}

/** The log density of each component times its share. */
export function logDensities({ means, precisions, logPeaks }: Components): Sql[] {
  const d = means.length / logPeaks.length;
  return Array.from(logPeaks, (peak, c) => {
    const squares = Array.from({ length: d }, (_, i) => {
      const along = Array.from({ length: i + 1 }, (__, j) => {
        const off = sql`(${scaledName(j)} - ${double(means[c * d + j] ?? 0)})`;
        return sql`${double(precisions[c * d * d + i * d + j] ?? 0)} * ${off}`;
      });
      return sql`(${join(along, ' + ')}) * (${join(along, ' + ')})`;
    });
    return sql`${double(peak)} - (${join(squares, ' + ')}) / 2`;
  });
}

/** SQL for all columns of a table and these labels; rows without a value of a feature are `unassigned`. */
export function labeledRows(table: Table, features: readonly Feature[], labels: readonly Labels[]): Sql {
  const own = Object.keys(table.columns).map(id);
  const columns = features.map(({ column }) => column);
  const scales = features.map((feature, at) => sql`${scaledValue(feature)} AS ${scaledName(at)}`);
  const numbers = labels.flatMap(({ numbers: of }, l) =>
    of.map((number, at) => sql`${number} AS ${numberName(l, at)}`),
  );
  const cases = labels.map((label, l) => sql`${labelCase(label, l)} AS ${id(label.column)}`);
  return sql`WITH scaled AS (
      SELECT ${join([...own, ...scales])}, ${isComplete(table, columns)} AS complete_row FROM ${table}
    ), compared AS (SELECT ${join([...own, sql`complete_row`, ...numbers])} FROM scaled)
    SELECT ${join([...own, ...cases])} FROM compared`;
}

const scaledName = (at: number) => id(`scaled_${at + 1}`);
const numberName = (label: number, at: number) => id(`compared_${label + 1}_${at + 1}`);

function scaledValue({ column, scaling: { log, center, spread } }: Feature): Sql {
  // Without the condition the logarithm of an incomplete row could fail.
  const value = log
    ? sql`CASE WHEN ${asDouble(column)} > -1 THEN ln(1 + ${asDouble(column)}) END`
    : asDouble(column);
  return sql`(${value} - ${double(center)}) / ${double(spread)}`;
}

function labelCase({ keys, best }: Labels, label: number): Sql {
  const relation = best === 'smallest' ? sql`<=` : sql`>=`;
  const cases = keys.map((key, at) => {
    const others = keys.slice(at + 1).map((_, next) => {
      return sql`${numberName(label, at)} ${relation} ${numberName(label, at + 1 + next)}`;
    });
    return others.length === 0
      ? sql`ELSE ${literal(key)}`
      : sql`WHEN ${join(others, ' AND ')} THEN ${literal(key)}`;
  });
  return sql`CASE WHEN complete_row IS NOT TRUE THEN 'unassigned' ${join(cases, ' ')} END`;
}
