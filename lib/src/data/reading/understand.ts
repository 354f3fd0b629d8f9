import type { Engine, QueryOptions } from '../../engine/engine.js';
import { parseKind } from '../../engine/shape.js';
import type { Sql } from '../../engine/sql.js';
import type { DecimalMark } from '../../values/number.js';
import type { ColumnContract, ColumnContracts, TableContract } from '../contract.js';
import { textPositions } from '../source/parquet.js';
import { throughEngine } from '../source/through-engine.js';
import type { Binding, Source } from '../source/source.js';
import { isNumeric } from '../typing.js';
import { AS_IS, candidatesOf, chosen, timeOf, truthOf, type Found } from './candidates.js';
import { factsOf, writtenText } from './facts.js';
import { fitsOf } from './fits.js';
import { commonMark, markOf } from './marks.js';
import { markQuestion } from './question.js';
import type { Readings } from './reading.js';

/** Options for interpreting a file's text. */
export interface ReadingOptions extends QueryOptions {
  /** The decimal mark for columns whose contract has none. */
  readonly decimal?: DecimalMark;
  /** Time zone for times without one, if others in the column have one. */
  readonly timeZone?: string;
}

/** A contract that specifies how to read each column's text, and what was inferred. */
export interface Understood<C extends ColumnContracts = ColumnContracts> {
  readonly contract: TableContract<C>;
  readonly readings: Readings;
}

type Named = readonly [name: string, rule: ColumnContract];

/**
 * Infers the formats of an open file's columns if their contract leaves them open: decimal marks, dates, and words for
 * true and false.
 *
 * @throws OptionsError if numbers are ambiguous and nothing in the file resolves it.
 */
export async function understand<C extends ColumnContracts>(
  engine: Engine,
  source: Source,
  bindings: readonly Binding[],
  contract: TableContract<C>,
  options: ReadingOptions,
): Promise<Understood<C>> {
  const texts = await textPositions(engine, source);
  const columns = Object.entries<ColumnContract>(contract.columns).map(([name, rule]): Named => {
    const index = bindings.find(({ column }) => column === name)?.index ?? -1;
    return [name, texts === null || texts.has(index) ? rule : asTyped(rule)];
  });
  const open = columns.filter(([name, rule]) =>
    isOpen(
      rule,
      source,
      texts,
      bindings.find(({ column }) => column === name),
    ),
  );
  const found = await throughEngine(source, bindings, (relation) =>
    findAll(engine, relation, source, contract, open, options),
  );
  const rules = columns.map(([name, rule]) => [name, found.get(name)?.rule ?? rule] as const);
  return {
    contract: { ...contract, columns: Object.fromEntries(rules) as C },
    readings: new Map([...found].map(([name, { reading }]) => [name, reading])),
  };
}

/** The rule for a column that is not text in the file: its values are in the engine's own notation. */
function asTyped(rule: ColumnContract): ColumnContract {
  const said = Object.entries(rule).filter(([key]) => !['decimalMark', 'dateFormat', 'truth'].includes(key));
  const mark = isNumeric(rule) ? ({ decimalMark: '.' } as const) : {};
  return { ...(Object.fromEntries(said) as unknown as ColumnContract), ...mark };
}

/** Whether a column's values have to tell how to read them: not text, nor the numbers of a database. */
function isOpen(
  rule: ColumnContract,
  { declared }: Source,
  texts: ReadonlySet<number> | null,
  binding: Binding | undefined,
): boolean {
  if (parseKind(rule.type).kind === 'text' || rule.asStored === true) return false;
  return declared === undefined || !isNumeric(rule) || texts?.has(binding?.index ?? -1) === true;
}

async function findAll(
  engine: Engine,
  relation: Sql,
  { path, delimiter }: Source,
  contract: TableContract,
  open: readonly Named[],
  options: ReadingOptions,
): Promise<ReadonlyMap<string, Found>> {
  const facts = await factsOf(engine, relation, contract, open, options);
  const candidates = open.map(([name, rule]) => [name, candidatesOf(rule, facts.get(name))] as const);
  const fits = await fitsOf(engine, relation, contract, candidates, options);
  const numbers = open.filter(([, rule]) => isNumeric(rule));
  const common = commonMark(numbers.flatMap(([name]) => facts.get(name) ?? []));
  const found = new Map<string, Found>();
  for (const [index, [name, rule]] of open.entries()) {
    const seen = facts.get(name);
    if (seen === undefined) continue;
    const { kind } = parseKind(rule.type);
    if (!isNumeric(rule)) {
      const tried = chosen(candidates[index]?.[1] ?? [], fits.get(name));
      const { timeZone = 'UTC' } = options;
      found.set(name, kind === 'boolean' ? truthOf(rule, tried) : timeOf(rule, tried, seen, timeZone));
      continue;
    }
    const mark = rule.decimalMark ?? options.decimal ?? markOf(seen, { common, delimiter, kind });
    if (mark === null) {
      throw await markQuestion(engine, relation, path, name, writtenText(name, rule, contract), options);
    }
    const comma = mark === ',' && seen.separators > 0;
    const reading = comma ? 'decimalComma' : 'asIs';
    found.set(name, { rule: { ...rule, decimalMark: mark }, reading: { ...AS_IS, reading } });
  }
  return found;
}
