import type { Label } from '../../core/label.js';
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
import {
  dressing,
  hasSeveralCurrencies,
  readingOfDress,
  saidBy,
  severalCurrencies,
  sharesOfMoney,
} from './dressing.js';
import { factsOf, writtenText } from './facts.js';
import { fitsOf, type Fits } from './fits.js';
import { commonMark, markOf } from './marks.js';
import { dateFormats, dateQuestion, datesNote, markQuestion } from './question.js';
import type { Reading, Readings } from './reading.js';

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
 * @throws OptionsError if numbers or dates are ambiguous and nothing in the file resolves it, or amounts are in several
 *   currencies.
 */
export async function understand<C extends ColumnContracts>(
  engine: Engine,
  source: Source,
  bindings: readonly Binding[],
  contract: TableContract<C>,
  options: ReadingOptions,
): Promise<Understood<C>> {
  const texts = await textPositions(engine, source);
  const typed = await source.typedNumbers?.();
  const columns = Object.entries<ColumnContract>(contract.columns).map(([name, rule]): Named => {
    const index = bindings.find(({ column }) => column === name)?.index ?? -1;
    const isTyped = texts?.has(index) === false || (isNumeric(rule) && typed?.has(index) === true);
    return [name, isTyped ? asTyped(rule) : rule];
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

/**
 * The rule for a column that is not text in the file, or has numbers that are none: its values are in the engine's own
 * notation.
 */
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
  const inDress = numbers.filter(
    ([name, { dress }]) => dress !== undefined || (facts.get(name)?.dressed ?? 0) > 0,
  );
  const dressed = await dressing(engine, relation, contract, inDress, facts, options);
  const factsNow = (name: string) => dressed.get(name)?.facts ?? facts.get(name);
  // Numbers that have a point by their type say nothing of the texts beside them.
  const written = numbers.filter(([, { decimalMark }]) => decimalMark === undefined);
  const common = commonMark(written.flatMap(([name]) => factsNow(name) ?? []));
  const found = new Map<string, Found>();
  for (const [index, [name, given]] of open.entries()) {
    const seen = factsNow(name);
    if (seen === undefined) continue;
    const { kind } = parseKind(given.type);
    if (!isNumeric(given)) {
      const tried = candidates[index]?.[1] ?? [];
      const best = chosen(tried, fits.get(name));
      const { timeZone = 'UTC' } = options;
      const one = kind === 'boolean' ? truthOf(given, best) : timeOf(given, best, seen, timeZone);
      const note = await aboutDates(one.reading.reading, tried, fits.get(name), name);
      found.set(name, note === null ? one : { ...one, reading: { ...one.reading, note } });
      continue;
    }
    const column = dressed.get(name);
    if (column !== undefined && hasSeveralCurrencies(column)) throw severalCurrencies(path, name, column);
    if (column?.rule.dress?.percent === true && given.format === 'money') {
      throw sharesOfMoney(path, name, column);
    }
    const rule = column === undefined ? given : saidBy(column);
    const mark = rule.decimalMark ?? options.decimal ?? markOf(seen, { common, delimiter, kind });
    if (mark === null) {
      throw await markQuestion(engine, relation, path, name, writtenText(name, rule, contract), options);
    }
    const comma = mark === ',' && seen.separators > 0;
    const plain = comma ? 'decimalComma' : 'asIs';
    const reading = column === undefined ? plain : readingOfDress(column, comma);
    const currencies = column?.currencies ?? [];
    found.set(name, {
      rule: { ...rule, decimalMark: mark },
      reading: { ...AS_IS, reading, ...(currencies.length > 0 && { currencies }) },
    });
  }
  return found;

  /** What is to be said of dates in several formats; none can be read of which the format is unclear. */
  async function aboutDates(
    reading: Reading,
    tried: readonly ColumnContract[],
    counts: Fits | undefined,
    name: string,
  ): Promise<Label | null> {
    if (reading !== 'unclearDates' && reading !== 'severalDates') return null;
    const each = tried.map(({ dateFormat }, n) => ({ format: dateFormat, n: counts?.each[n] ?? 0 }));
    const text = writtenText(name, tried[0] ?? { type: 'text' }, contract);
    const formats = await dateFormats(engine, relation, text, each, options);
    if (reading === 'unclearDates') throw dateQuestion(path, name, formats);
    return datesNote(name, formats);
  }
}
