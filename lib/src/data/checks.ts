import { OptionsError } from '../errors.js';
import { parseKind } from '../engine/shape.js';
import { id, join, literal, raw, sql, type Sql } from '../engine/sql.js';
import {
  derivedWords, MISSING_WORDS, patternWords, rangeWords, STRUCTURE_WORDS, typeWords, UNIQUE_WORDS, valuesWords, type CheckWords,
} from './checkWords.js';
import type { ColumnContract, TableContract } from './contract.js';

export type CheckKind = 'structure' | 'type' | 'missing' | 'range' | 'values' | 'pattern' | 'derived' | 'unique';

/** One rule of a contract, with its bit in a row's problem mask. */
export interface Check extends CheckWords {
  readonly kind: CheckKind;
  /** The column it looks at; null for the row as a whole. */
  readonly column: string | null;
  readonly bit: number;
  /** SQL that is true where the rule is broken, over the typed columns and the cleaned texts `text:<column>`. */
  readonly broken: Sql;
}

/** A BIGINT mask has 63 usable bits. */
const MAX_CHECKS = 62;

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
  if (checks.length > MAX_CHECKS) {
    throw new OptionsError(
      `Table ${contract.name} has ${checks.length} checks; ${MAX_CHECKS} is the most a scan holds.`,
    );
  }
  return checks.map((check, bit) => ({ ...check, bit }));
}

function columnChecks(name: string, rule: ColumnContract): Omit<Check, 'bit'>[] {
  const column = id(name);
  const text = textColumn(name);
  const { kind, nullable } = parseKind(rule.type);
  const checks: Omit<Check, 'bit'>[] = [];
  if (kind !== 'text') {
    checks.push({
      kind: 'type',
      column: name,
      ...typeWords(kind),
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
    checks.push({ kind: 'range', column: name, ...rangeWords(rule.min, rule.max), broken: join(bounds, ' OR ') });
  }
  if (rule.values !== undefined) {
    checks.push({
      kind: 'values',
      column: name,
      ...valuesWords(rule.values),
      broken: sql`${text} NOT IN (${join(rule.values.map(literal))})`,
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
