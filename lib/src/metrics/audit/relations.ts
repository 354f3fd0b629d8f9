import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { described, ownColumns, type Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import { id, join, raw, sql } from '../../engine/sql.js';
import { isNumber, type AuditPlan } from './options.js';
import { cutsOf } from './cuts.js';
import { determinations } from './determinations.js';
import { formulas } from './formulas.js';
import { eachPair } from './number-pairs.js';
import { KINDS, type Relation } from './relation.js';
import { partlyEqual } from './partly-equal.js';
import { straightLine } from './straight-lines.js';
import { contradictedUnits } from './units.js';

const { optional } = column;

const RELATIONS = {
  column: column.text('column'),
  relation: column.category('relation', KINDS),
  other: optional(column.text('otherColumn')),
  concerns: optional(
    column.category('concerns', {
      segment: { label: term('segment') },
      outcome: { label: term('auditOutcome') },
    }),
  ),
  rows: column.count('rows'),
} as const;

/** Columns that say nothing of their own, one row each. */
export type Relations = Result<typeof RELATIONS>;

/** Columns with more values than these name rows rather than groups of them. */
const MOST_GROUPS = 50;

/**
 * Columns that say nothing of their own:
 *
 * - `constant`: the same in all rows with a value.
 * - `copy`: equal to another numeric column in every row; `linear`: a straight line of it.
 * - `cuts`: groups whose ranges of a number do not overlap, so that they are cut from it; a segment that is cut from a
 *   number says nothing that the number does not, and an outcome in this place is leakage.
 * - `determined`: groups of one column that follow from those of another.
 * - `formula`: rows that break one of the identities.
 * - `units`: rows in which a column contradicts what names say of rates, durations and parts of the year, see
 *   `contradictedUnits`; `partly`: rows in which a column is not a unit's factor times another, where it is in most.
 *
 * `concerns` marks what touches the segment or the outcome. Columns in words with more than fifty values, and rows
 * without a value, are left out.
 */
export async function relationsOf(plan: AuditPlan): Promise<Relations> {
  const { table, segment, outcome } = plan;
  const names = ownColumns(table);
  const counts = await countsOf(table, names);
  const valuesOf = (name: string) => counts.get(name)?.values ?? 0;
  const rowsOf = (name: string) => counts.get(name)?.rows ?? 0;
  const several = names.filter((name) => valuesOf(name) > 1);
  const numbers = several.filter((name) => isNumber(table, name));
  const n = await table.count();
  // As many groups as rows would hold one each, and one value has a range that overlaps none.
  const groups = several.filter(
    (name) => valuesOf(name) <= Math.min(MOST_GROUPS, n / 3) && !isNumber(table, name),
  );
  const lines: Relation[] = [];
  await eachPair(table, numbers, (one, other) => {
    const line = straightLine(one, other);
    const relation = line ?? partlyEqual(one, other);
    if (relation !== null) lines.push(relation);
  });
  // What holds of a column holds of its copy too.
  const own = numbers.filter(
    (name) => !lines.some(({ column: copy, relation }) => copy === name && relation === 'copy'),
  );
  const constant = names.filter((name) => valuesOf(name) === 1 && rowsOf(name) > 0 && n > 1);
  const found: Relation[] = [
    ...constant.map((column) => ({
      ...{ column, relation: 'constant' as const, other: null, rows: rowsOf(column) },
    })),
    ...lines,
    ...(await cutsOf(table, groups, own)),
    ...(await determinations(table, groups)),
    ...(await formulas(plan)).map((broken) => ({ ...broken, relation: 'formula' as const })),
    ...(await contradictedUnits(
      table,
      names.filter((name) => isNumber(table, name)),
    )),
  ];
  const concerned = ({ column: name, other }: Relation) =>
    [name, other].includes(outcome)
      ? ('outcome' as const)
      : [name, other].includes(segment)
        ? ('segment' as const)
        : null;
  const labels = Object.fromEntries(names.map((name) => [name, { label: described(table, name).label }]));
  return new Result({
    session: table.session,
    name: 'audit-relations',
    title: { en: 'Columns that say nothing of their own', zh: '没有独立信息的列' },
    schema: {
      ...RELATIONS,
      column: column.category<string>('column', labels),
      other: optional(column.category<string>('otherColumn', { ...labels, ...formulaLabels(found, labels) })),
    },
    rows: found.map((relation) => ({ ...relation, concerns: concerned(relation) })),
  });
}

const formulaLabels = (found: readonly Relation[], names: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    found.flatMap(({ other }) =>
      other === null || Object.hasOwn(names, other) ? [] : [[other, { label: { en: other, zh: other } }]],
    ),
  );

interface Counts {
  /** How many values a column has; of numbers only whether one (1) or more (2). */
  readonly values: number;
  /** Rows with a value. */
  readonly rows: number;
}

async function countsOf(table: Table, names: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
  const counts = names.flatMap((name, index) => {
    const several = sql`CASE WHEN min(${id(name)}) < max(${id(name)}) THEN 2 ELSE 1 END`;
    const values = isNumber(table, name) ? several : sql`count(DISTINCT ${id(name)})`;
    return [sql`${values} AS ${raw(`c${index}`)}`, sql`count(${id(name)}) AS ${raw(`n${index}`)}`];
  });
  const shape = Object.fromEntries(
    names.flatMap((_, index) => [`c${index}`, `n${index}`]).map((name) => [name, 'integer' as const]),
  );
  const row = await table.engine.one(sql`SELECT ${join(counts)} FROM ${table}`, shape);
  return new Map(
    names.map((name, index) => [name, { values: row[`c${index}`] ?? 0, rows: row[`n${index}`] ?? 0 }]),
  );
}
