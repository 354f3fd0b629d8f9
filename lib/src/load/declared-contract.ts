import { defineTable, type ColumnContract } from '../data/contract.js';
import type { ColumnReading } from '../data/reading/reading.js';
import type { DeclaredColumns, Source } from '../data/source/source.js';
import { distinctNames } from './distinct-names.js';
import type { InferredContract } from './inferred-contract.js';

/** The contract of a database's own types. */
export async function declaredContract(
  name: string,
  source: Source,
  declared: DeclaredColumns,
): Promise<InferredContract> {
  const names = distinctNames(source.columns);
  const bindings = names.map((column, index) => ({ column, index }));
  const found = await declared.columns();
  const columns = found.map(({ rule }, index): [string, ColumnContract] => [
    names[index] ?? '',
    { ...rule, source: source.columns[index] ?? '' },
  ]);
  const readings = found.map(({ reading, stored }, index): [string, ColumnReading] => [
    names[index] ?? '',
    { reading, unzoned: 0, stored },
  ]);
  return {
    contract: defineTable({ name, columns: Object.fromEntries(columns) }),
    bindings,
    readings: new Map(readings),
  };
}
