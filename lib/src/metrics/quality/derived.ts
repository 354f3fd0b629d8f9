import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { described } from '../../core/table.js';
import { id, literal, sql } from '../../engine/sql.js';
import type { QualityPlan } from './options.js';

const FOUND = { checked: 'integer', broken: 'integer', largest: 'double?' } as const;

const DERIVED = {
  column: column.text('column'),
  formula: column.text('formula'),
  tolerance: column.decimal('tolerance', { digits: 4 }),
  checked: column.count('checkedRows'),
  broken: column.count('unlikeFormula'),
  largest: column.optional(column.decimal('largestDifference', { digits: 4 })),
} as const;

/** Columns that must equal a formula, and how far they deviate from it. */
export type Derived = Result<typeof DERIVED>;

/** largest = max |column − formula|; null if no row has both values. */
export async function derivedColumns({
  table,
  derived,
}: Pick<QualityPlan, 'table' | 'derived'>): Promise<Derived> {
  const { session } = table;
  const rows = [];
  for (const { column: name, equals, formula, tolerance } of derived) {
    const found = await session.engine.one(
      sql`WITH compared AS (SELECT abs(CAST(${id(name)} AS DOUBLE) - (${equals})) AS difference FROM ${table})
      SELECT count(difference) AS checked, count(*) FILTER (WHERE difference > ${literal(tolerance)}) AS broken,
        max(difference) AS largest FROM compared`,
      FOUND,
    );
    rows.push({ column: name, formula, tolerance, ...found });
  }
  const labels = derived.map(({ column: name }) => [name, { label: described(table, name).label }] as const);
  return new Result({
    session,
    name: 'derived-columns',
    title: { en: 'Columns and their formulas', zh: '派生列与公式' },
    schema: { ...DERIVED, column: column.category<string>('column', Object.fromEntries(labels)) },
    rows,
  });
}
