import { defineTable, type ColumnContract } from '../data/contract.js';
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
  const found = await declared.columns();
  const columns = names.flatMap((column, index): [string, ColumnContract][] => {
    const rule = found[index]?.rule;
    return rule === undefined ? [] : [[column, { ...rule, source: source.columns[index] ?? '' }]];
  });
  return {
    contract: defineTable({ name, columns: Object.fromEntries(columns) }),
    bindings: names.map((column, index) => ({ column, index })),
    readings: new Map(
      names.map((column, index) => {
        const { reading = 'asIs' as const, stored } = found[index] ?? {};
        return [column, { reading, unzoned: 0, ...(stored !== undefined && { stored }) }];
      }),
    ),
  };
}
