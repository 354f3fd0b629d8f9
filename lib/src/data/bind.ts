import { ColumnsError } from '../errors.js';
import { closest, sameName } from '../core/closest.js';
import type { TableContract } from './contract.js';
import type { Binding, Source } from './source/source.js';

/** The names of a contract's columns in a file. */
export function sourceNames(contract: TableContract): readonly string[] {
  return Object.entries(contract.columns).map(([column, rule]) => rule.source ?? column);
}

/**
 * Finds each of the contract's columns in the file: by its name ignoring case, else ignoring spaces and punctuation too.
 *
 * @throws ColumnsError that lists the missing columns and similar names in the file.
 */
export function bindColumns(
  contract: TableContract,
  source: Pick<Source, 'path' | 'columns'>,
): readonly Binding[] {
  const columns = Object.keys(contract.columns);
  const names = sourceNames(contract);
  const bindings = columns.map((column, position) => ({
    column,
    index: sameName(names[position] ?? column, source.columns),
  }));
  const missing = bindings.flatMap(({ index }, position) => (index === -1 ? [names[position] ?? ''] : []));
  if (missing.length === 0) return bindings;
  const used = new Set(bindings.map(({ index }) => index));
  const spare = source.columns.filter((name, index) => name !== '' && !used.has(index));
  const lines = missing.map((name) => {
    const near = closest(name, spare);
    return `  - ${name}${near === undefined ? '' : ` (the file has "${near}", which looks close)`}`;
  });
  throw new ColumnsError(
    `${source.path}: ${missing.length} of ${columns.length} columns of table "${contract.name}" are missing:\n` +
      `${lines.join('\n')}\nThe file's columns are: ${source.columns.map((name) => `"${name}"`).join(', ')}.`,
    missing,
  );
}

/** The file's columns that no column of the table uses, such as index columns. */
export function unusedColumns(
  source: Pick<Source, 'columns'>,
  bindings: readonly Binding[],
): readonly string[] {
  const used = new Set(bindings.map(({ index }) => index));
  return source.columns.filter((_, index) => !used.has(index));
}
