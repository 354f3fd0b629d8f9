import type { Session } from '../core/session.js';
import { defineTable, type ColumnContract, type TableContract } from '../data/contract.js';
import { factsOf } from '../data/reading/facts.js';
import { fitsOf } from '../data/reading/fits.js';
import { commonMark, markOf } from '../data/reading/marks.js';
import { markQuestion } from '../data/reading/question.js';
import type { Readings } from '../data/reading/reading.js';
import type { ReadingOptions } from '../data/reading/understand.js';
import { textPositions } from '../data/source/parquet.js';
import type { Binding, Source } from '../data/source/source.js';
import { throughEngine } from '../data/source/through-engine.js';
import { rawColumn } from '../data/typing.js';
import type { DecimalMark } from '../values/number.js';
import type { Sql } from '../engine/sql.js';
import { declaredContract } from './declared-contract.js';
import { distinctNames } from './distinct-names.js';
import { areNumbers, guesses, infer, type Inferred } from './infer.js';

/** A contract inferred from a file, the file columns it refers to, and how their text was interpreted. */
export interface InferredContract {
  readonly contract: TableContract;
  readonly bindings: readonly Binding[];
  readonly readings: Readings;
}

/**
 * Infers the names and kinds of all columns of an open file, from all of its values; of a database, from its types.
 *
 * @throws OptionsError if numbers are ambiguous and nothing in the file resolves it.
 */
export async function inferContract(
  session: Session,
  name: string,
  source: Source,
  options: ReadingOptions,
): Promise<InferredContract> {
  if (source.declared !== undefined) return declaredContract(name, source, source.declared);
  const names = distinctNames(source.columns);
  const bindings = names.map((column, index) => ({ column, index }));
  const texts = await textPositions(session.engine, source);
  const inferred = await throughEngine(source, bindings, (relation) =>
    inferAll(session, relation, source, names, texts, options),
  );
  const columns: Record<string, ColumnContract> = Object.fromEntries(
    inferred.map(([column, { rule }], index) => [column, { ...rule, source: source.columns[index] ?? '' }]),
  );
  return {
    contract: defineTable({ name, columns }),
    bindings,
    readings: new Map(inferred.map(([column, { reading, unzoned = 0 }]) => [column, { reading, unzoned }])),
  };
}

async function inferAll(
  { engine, timeZone }: Session,
  relation: Sql,
  { path, delimiter }: Source,
  names: readonly string[],
  texts: ReadonlySet<number> | null,
  options: ReadingOptions,
): Promise<readonly (readonly [string, Inferred])[]> {
  const asTexts = defineTable({
    name: 'texts',
    columns: Object.fromEntries(names.map((column) => [column, { type: 'text?' as const }])),
  });
  const columns = Object.entries<ColumnContract>(asTexts.columns);
  const facts = await factsOf(engine, relation, asTexts, columns, options);
  const numbers = [...facts.values()].filter(areNumbers);
  const context = { common: commonMark(numbers), delimiter, kind: undefined };
  const marks = new Map<string, DecimalMark>();
  for (const [index, column] of names.entries()) {
    const found = facts.get(column);
    if (found === undefined || !areNumbers(found) || texts?.has(index) === true) continue;
    const said = texts === null ? options.decimal : '.';
    const mark = said ?? markOf(found, context);
    if (mark === null) throw await markQuestion(engine, relation, path, column, rawColumn(column), options);
    marks.set(column, mark);
  }
  const tried = names.map((column, index): readonly [string, readonly Inferred[]] => {
    const found = facts.get(column);
    const known = found === undefined || texts?.has(index) === true;
    return [column, known ? [] : guesses(found, marks.get(column) ?? '.', timeZone)];
  });
  const rules = tried.map(([column, guessed]) => [column, guessed.map(({ rule }) => rule)] as const);
  const fits = await fitsOf(engine, relation, asTexts, rules, options);
  return tried.map(([column, guessed], index) => {
    const found = facts.get(column);
    if (found === undefined || texts?.has(index) === true) return [column, TEXT];
    return [column, infer(found, marks.get(column) ?? '.', guessed, fits.get(column))];
  });
}

const TEXT: Inferred = { rule: { type: 'text?' }, reading: 'asIs' };
