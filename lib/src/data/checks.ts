import { OptionsError } from '../errors.js';
import { parseKind } from '../engine/shape.js';
import { id, join, literal, raw, sql, type Sql } from '../engine/sql.js';
import {
  derivedWords,
  MISSING_WORDS,
  patternWords,
  rangeWords,
  STRUCTURE_WORDS,
  typeWords,
  UNIQUE_WORDS,
  valuesWords,
  type CheckWords,
} from './check-words.js';
import { allowedValues, type ColumnContract } from './column-contract.js';
import type { TableContract } from './contract.js';

export type CheckKind =
  'structure' | 'type' | 'kept' | 'missing' | 'range' | 'values' | 'pattern' | 'derived' | 'unique';

/** One rule of a contract, with its bit in a row's problem mask. */
export interface Check extends CheckWords {
  readonly kind: CheckKind;
  /** The column it checks; null for the row as a whole. */
  readonly column: string | null;
  readonly bit: number;
  /** SQL that is true if the rule is broken, over the typed columns and the cleaned texts `text:<column>`. */
  readonly broken: Sql;
}

/** Masks are BIGINT, or HUGEINT for many checks: it has 127 usable bits, one of them for the row as a whole. */
const MAX_CHECKS = 126;

/** The column of cleaned text behind a typed column, while a file is being scanned. */
export const textColumn = (column: string): Sql => id(`text:${column}`);

const never = raw('FALSE');

/** Lists every check of a contract, in the order reports show them. */
export function checksOf(contract: TableContract): readonly Check[] {
  const checks: Omit<Check, 'bit'>[] = [
    { kind: 'structure', column: null, ...STRUCTURE_WORDS, broken: never },
  ];
  for (const [name, rule] of Object.entries(contract.columns)) checks.push(...columnChecks(name, rule));
  for (const { column, equals, formula, tolerance } of contract.derived) {
    checks.push({
      kind: 'derived',
      column,
      ...derivedWords(formula, tolerance),
      broken: sql`abs(CAST(${id(column)} AS DOUBLE) - (${equals})) > ${literal(tolerance)}`,
    });
  }
  if (contract.key.length > 0) {
    checks.push({
      kind: 'unique',
      column: contract.key.join(', '),
      ...UNIQUE_WORDS,
      broken: never,
    });
  }
  requireWidth(contract.name, Object.keys(contract.columns).length, checks.length);
  return checks.map((check, bit) => ({ ...check, bit }));
}

/**
 * Refuses a table that no load can check. Asked before anything is read of the values where no contract names columns:
 * objects of JSON with ids for keys have as many columns as ids.
 *
 * @throws OptionsError
 */
export function requireWidth(name: string, columns: number, checks = 0): void {
  if (Math.max(checks, columns) <= MAX_CHECKS) return;
  const rules = checks > 0 ? ` and ${checks} checks` : '';
  throw new OptionsError(
    `Table ${name} has ${columns} columns${rules}; a load allows at most ${MAX_CHECKS}${checks > 0 ? ' of either' : ''}. ` +
      'Load only the columns you need: name them in a contract.',
  );
}

function columnChecks(name: string, rule: ColumnContract): Omit<Check, 'bit'>[] {
  const column = id(name);
  const text = textColumn(name);
  const { kind, nullable } = parseKind(rule.type);
  const checks: Omit<Check, 'bit'>[] = [];
  if (kind !== 'text') {
    checks.push({
      kind: rule.asStored === true ? 'kept' : 'type',
      column: name,
      ...typeWords(rule),
      broken: sql`${text} IS NOT NULL AND ${column} IS NULL`,
    });
  }
  if (!nullable) {
    checks.push({ kind: 'missing', column: name, ...MISSING_WORDS, broken: sql`${text} IS NULL` });
  }
  if (rule.min !== undefined || rule.max !== undefined) {
    const bounds = [
      ...(rule.min === undefined ? [] : [sql`${column} < ${literal(rule.min)}`]),
      ...(rule.max === undefined ? [] : [sql`${column} > ${literal(rule.max)}`]),
    ];
    checks.push({
      kind: 'range',
      column: name,
      ...rangeWords(rule.min, rule.max),
      broken: join(bounds, ' OR '),
    });
  }
  const values = allowedValues(rule);
  if (values !== undefined) {
    checks.push({
      kind: 'values',
      column: name,
      ...valuesWords(values),
      broken: sql`${text} NOT IN (${join(values.map(literal))})`,
    });
  }
  if (rule.pattern !== undefined) {
    checks.push({
      kind: 'pattern',
      column: name,
      ...patternWords(rule.pattern),
      broken: sql`NOT regexp_full_match(${text}, ${literal(rule.pattern)})`,
    });
  }
  return checks;
}
