import type { Session } from '../core/session.js';
import { defineTable, SENTINELS, type ColumnContract } from '../data/contract.js';
import type { ColumnReading } from '../data/reading/reading.js';
import type { ReadingOptions } from '../data/reading/understand.js';
import { textPositions } from '../data/source/parquet.js';
import type { Source } from '../data/source/source.js';
import { requireWidth } from '../data/checks.js';
import { throughEngine } from '../data/source/through-engine.js';
import { declaredContract } from './declared-contract.js';
import { distinctNames } from './distinct-names.js';
import { inferColumns } from './infer-columns.js';
import type { Inferred } from './infer.js';
import type { InferredContract } from './inferred-contract.js';

/**
 * Infers the names and kinds of all columns of an open file, from all of its values; of a database, from its types.
 *
 * @throws OptionsError for more columns than a load allows, and if numbers are ambiguous and nothing in the file
 *   resolves it.
 */
export async function inferContract(
  session: Session,
  name: string,
  source: Source,
  options: ReadingOptions,
): Promise<InferredContract> {
  if (source.declared !== undefined) return declaredContract(name, source, source.declared);
  requireWidth(name, source.columns.length);
  const names = distinctNames(source.columns);
  const bindings = names.map((column, index) => ({ column, index }));
  const asTexts = defineTable({
    name: 'texts',
    sentinels: sentinelsOf(source),
    columns: Object.fromEntries(names.map((column) => [column, { type: 'text?' as const }])),
  });
  const texts = await textPositions(session.engine, source);
  const isText = (column: string) => texts?.has(names.indexOf(column)) === true;
  // What is not text in the file is written as the engine writes it.
  const decimal = texts === null ? options.decimal : '.';
  const { engine } = session;
  const look = {
    engine,
    source,
    contract: asTexts,
    options: { ...options, ...(decimal !== undefined && { decimal }) },
  };
  const inferred = await throughEngine(source, bindings, (relation) =>
    inferColumns({ ...look, relation }, session.timeZone, isText),
  );
  const columns: Record<string, ColumnContract> = Object.fromEntries(
    inferred.map(([column, { rule }], index) => [column, { ...rule, source: source.columns[index] ?? '' }]),
  );
  return {
    contract: defineTable({ name, columns, sentinels: sentinelsOf(source) }),
    bindings,
    readings: new Map(inferred.map(([column, one]) => [column, readingIn(one)])),
  };
}

const readingIn = ({ reading, unzoned = 0, currencies, note }: Inferred): ColumnReading => ({
  ...{ reading, unzoned },
  ...(currencies !== undefined && { currencies }),
  ...(note !== undefined && { note }),
});

/** The texts that mean "missing", those of the file's format among them. */
const sentinelsOf = ({ missing = [] }: Source): readonly string[] => [...SENTINELS, ...missing];
