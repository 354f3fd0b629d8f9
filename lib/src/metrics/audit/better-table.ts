import { OptionsError } from '../../errors.js';
import { inOrder } from '../../core/categories.js';
import * as column from '../../core/column.js';
import { Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import type { Sql } from '../../engine/sql.js';
import { componentLabels } from '../../stats/mixture.js';
import type { Search } from './better-counts.js';
import type { Features } from './better-features.js';
import type { Grouping } from './better-rows.js';
import { centerDistances, labeledRows, logDensities, type Labels } from './better-sql.js';
import { clusterCategories } from './better-words.js';

export interface LabeledTable {
  readonly target: Table;
  /** The query that labels the rows of the table. */
  readonly query: Sql;
  readonly clusters: readonly string[];
}

/** Keys of clusters and components. */
const keysOf = (prefix: string, k: number) => Array.from({ length: k }, (_, at) => `${prefix}${at + 1}`);

/** A table to be made from another, with the columns `kmeans` and, if there is a mixture, `mixture`. */
export function labeledTable(
  table: Table,
  features: Features,
  centers: Float64Array,
  { mixture }: Search,
): LabeledTable {
  const { dimensions } = features.points;
  const clusters = keysOf('c', centers.length / dimensions);
  const nearest: Labels = {
    ...{ column: 'kmeans', keys: clusters, best: 'smallest' },
    numbers: centerDistances(centers, dimensions),
  };
  const labels = [nearest];
  if (mixture !== null) {
    const keys = keysOf('m', mixture.shares.length);
    labels.push({ column: 'mixture', keys, best: 'largest', numbers: logDensities(mixture) });
  }
  requireNew(
    table,
    labels.map((one) => one.column),
  );
  const { session } = table;
  const target = new Table({
    session,
    name: session.uniqueName(`${table.name}_rivals`),
    columns: { ...table.columns, ...Object.fromEntries(labels.map((one) => [one.column, 'text' as const])) },
    roles: { ...table.roles, segment: 'kmeans' },
    schema: { ...table.schema, ...Object.fromEntries(labels.map((one) => [one.column, labelColumn(one)])) },
  });
  return { target, query: labeledRows(table, features.used, labels), clusters };
}

function labelColumn({ column: name, keys }: Labels) {
  const kind = name === 'kmeans' ? 'cluster' : 'component';
  const values = [...clusterCategories(keys, kind), ['unassigned', { label: term('unassigned') }] as const];
  return column.category(name === 'kmeans' ? 'kMeans' : 'gaussianMixture', inOrder(values));
}

/** @throws OptionsError if the table has one of these columns. */
export function requireNew({ name, columns }: Table, added: readonly string[]): void {
  const taken = added.find((one) => Object.hasOwn(columns, one));
  if (taken === undefined) return;
  throw new OptionsError(`${name} has a column "${taken}" already: rename it, or use a table without it.`);
}

/** The components of all rows; null if there is no mixture. */
export function componentsOfRows({ points }: Features, { mixture }: Search): Grouping | null {
  if (mixture === null) return null;
  const names = keysOf('m', mixture.shares.length);
  return { column: 'mixture', names, labels: componentLabels(points, mixture) };
}
