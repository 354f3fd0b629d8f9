import type { Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { Result } from '../../core/result.js';
import type { Categories, Column } from '../../core/schema.js';
import type { Session } from '../../core/session.js';
import { normalTwoSided } from '../../stats/chi-square.js';
import { contingency, type Association } from '../../stats/contingency.js';
import { maxZ } from '../../stats/max-z.js';
import { wilson } from '../../stats/proportion.js';
import { EFFECT_SIZES } from './effect-size.js';

const { optional } = column;

/** One of the two attributes: its label and unit, and its values in order. */
export type Side = Pick<Column, 'label' | 'unit'> & { readonly values: Categories };

const sideColumn = ({ label, unit, values }: Side) => ({
  kind: 'text' as const,
  label,
  values,
  ...(unit !== undefined && { unit }),
});

const cellSchema = (row: Side, columns: Side) => ({
  row: sideColumn(row),
  column: sideColumn(columns),
  users: column.count('users'),
  rowUsers: column.count('rowUsers', { hidden: true }),
  shareOfRow: optional(column.percent('rowShare', { base: 'rowUsers', interval: 'rowInterval' })),
  rowInterval: optional(column.interval('percent', 'interval95', { hidden: true })),
  columnUsers: column.count('columnUsers', { hidden: true }),
  shareOfColumn: optional(column.percent('columnShare', { base: 'columnUsers', interval: 'columnInterval' })),
  columnInterval: optional(column.interval('percent', 'interval95', { hidden: true })),
  expected: optional(column.decimal('expectedUsers', { digits: 1 })),
  residual: optional(column.decimal('residual', { digits: 1 })),
  p: optional(column.pValue()),
  q: optional(column.pValue('correctedP')),
});

export const ASSOCIATION = {
  n: column.count('sampleSize'),
  chiSquare: optional(column.decimal('chiSquare')),
  df: optional(column.count('df')),
  p: optional(column.pValue()),
  cramersV: optional(column.decimal('cramersV', { digits: 3, interval: 'interval' })),
  interval: optional(column.interval('decimal', 'interval95', { hidden: true })),
  sampleV: optional(column.decimal('sampleV', { digits: 3, hidden: true })),
  size: optional(column.category('effectSize', EFFECT_SIZES)),
  sparse: optional(column.percent('sparseCells')),
} as const;

/** The cells of a table of two attributes, and whether the two are associated. */
export type CrossTab = Result<ReturnType<typeof cellSchema>> & {
  /** Pearson's chi-square with Cramér's V, in one row; null if everybody is in one row or one column. */
  readonly association: Result<typeof ASSOCIATION>;
};

export interface Counts {
  readonly session: Session;
  readonly name: string;
  readonly title: Label;
  readonly row: Side;
  readonly column: Side;
  /** Users by row, then column. */
  readonly counts: readonly (readonly number[])[];
  readonly query: Sql | null;
}

/** A table of counts with both shares of each cell, residuals, and the test of the whole table. */
export function crossCells({ session, name, title, row, column: columns, counts, query }: Counts): CrossTab {
  const { association, expected, residuals } = contingency(counts);
  const corrected = maxZ(counts, { seed: session.seed });
  const rowTotals = counts.map(sum);
  const columnNames = Object.keys(columns.values);
  const columnTotals = columnNames.map((_, j) => sum(counts.map((line) => line[j] ?? 0)));
  const cells = Object.keys(row.values).flatMap((rowName, i) =>
    columnNames.map((columnName, j) => {
      const [users, rowUsers, columnUsers] = [counts[i]?.[j] ?? 0, rowTotals[i] ?? 0, columnTotals[j] ?? 0];
      const residual = residuals[i]?.[j] ?? null;
      return {
        ...{ row: rowName, column: columnName, users, rowUsers, columnUsers, residual },
        shareOfRow: share(users, rowUsers),
        rowInterval: wilson(users, rowUsers),
        shareOfColumn: share(users, columnUsers),
        columnInterval: wilson(users, columnUsers),
        expected: expected[i]?.[j] ?? null,
        p: residual === null ? null : normalTwoSided(residual),
        q: corrected[i]?.[j] ?? null,
      };
    }),
  );
  const tab = new Result({
    ...{ session, name, title, query },
    schema: cellSchema(row, columns),
    rows: cells,
    chart: { mark: 'heatmap', x: 'column', y: 'row', color: 'shareOfRow' },
  });
  return Object.assign(tab, {
    association: new Result({
      session,
      name: `${name}-association`,
      title: { en: `${title.en}: are they associated?`, zh: `${title.zh}：是否相关` },
      schema: ASSOCIATION,
      rows: [associationRow(association, sum(rowTotals))],
      query,
    }),
  });
}

const NO_ASSOCIATION = {
  ...{ chiSquare: null, df: null, p: null },
  ...{ cramersV: null, interval: null, sampleV: null, size: null, sparse: null },
} as const;

/** The row of an association; without one, only the number of users is known. */
function associationRow(found: Association | null, n: number) {
  return found ?? { ...NO_ASSOCIATION, n };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
