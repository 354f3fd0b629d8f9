import { RowAccountingError } from '../errors.js';
import type { Engine } from '../engine/engine.js';
import type { Shape } from '../engine/shape.js';
import { id, join, literal, sql } from '../engine/sql.js';
import type { Label } from '../core/label.js';
import type { Check } from './checks.js';
import { bit, ROW } from './scan.js';
import { scannedTable, type Target } from './target.js';

/** How many rows break a rule of the contract. */
export interface CheckCount {
  readonly column: string | null;
  readonly kind: Check['kind'];
  readonly rule: Label;
  /** Rows that break it; one row may break several rules. */
  readonly broken: number;
}

/** How a column's values are missing, over all rows that could be split into fields. */
export interface MissingCount {
  readonly column: string;
  readonly nulls: number;
  readonly empty: number;
  readonly sentinels: number;
}

/** What happened to all rows of a file. */
export interface Account {
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly checks: readonly CheckCount[];
  readonly missing: readonly MissingCount[];
}

/** Counts the scanned rows by problem, in one query. */
export async function accountFor(
  engine: Engine,
  target: Target,
  checks: readonly Check[],
  mask: bigint,
): Promise<Account> {
  const { contract } = target;
  const columns = Object.keys(contract.columns);
  const counts = new Map<string, ReturnType<typeof sql>>([
    ['rows', sql`count(*)`],
    ['accepted', sql`count(*) FILTER (WHERE ${ROW.problems} & ${literal(mask)} = 0)`],
    ['quarantined', sql`count(*) FILTER (WHERE ${ROW.problems} & ${literal(mask)} <> 0)`],
  ]);
  const has = (column: typeof ROW.problems, n: number) =>
    sql`count(*) FILTER (WHERE ${column} & ${bit(n)} <> 0)`;
  for (const check of checks) counts.set(`check ${check.bit}`, has(ROW.problems, check.bit));
  columns.forEach((_, n) => {
    counts.set(`nulls ${n}`, has(ROW.nulls, n));
    counts.set(`empty ${n}`, has(ROW.empties, n));
    counts.set(`sentinels ${n}`, has(ROW.sentinels, n));
  });
  const select = join([...counts].map(([name, count]) => sql`${count} AS ${id(name)}`));
  const shape: Shape = Object.fromEntries([...counts.keys()].map((name) => [name, 'integer' as const]));
  const row = await engine.one(sql`SELECT ${select} FROM ${scannedTable(target)}`, shape);
  const count = (name: string) => Number(row[name]);
  if (count('accepted') + count('quarantined') !== count('rows')) {
    throw new RowAccountingError(
      `Table ${contract.name}: ${count('accepted')} rows accepted and ${count('quarantined')} quarantined do not add up to ${count('rows')}.`,
    );
  }
  return {
    rows: count('rows'),
    accepted: count('accepted'),
    quarantined: count('quarantined'),
    checks: checks.map(({ column, kind, rule, bit: n }) => ({
      column,
      kind,
      rule,
      broken: count(`check ${n}`),
    })),
    missing: columns.map((column, n) => ({
      column,
      nulls: count(`nulls ${n}`),
      empty: count(`empty ${n}`),
      sentinels: count(`sentinels ${n}`),
    })),
  };
}
