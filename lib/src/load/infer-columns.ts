import type { ColumnContract, TableContract } from '../data/contract.js';
import { dressing, hasSeveralCurrencies, type DressedColumn } from '../data/reading/dressing.js';
import { factsOf, writtenText, type Facts } from '../data/reading/facts.js';
import { fitsOf, type Fits } from '../data/reading/fits.js';
import { commonMark, markOf } from '../data/reading/marks.js';
import { dateFormats, datesNote, markQuestion } from '../data/reading/question.js';
import type { ReadingOptions } from '../data/reading/understand.js';
import type { Source } from '../data/source/source.js';
import type { Engine } from '../engine/engine.js';
import type { Sql } from '../engine/sql.js';
import type { DecimalMark } from '../values/number.js';
import { dressedGuess, whyNotNumbers } from './infer-dressed.js';
import { areDressed, areNumbers, guesses, infer, numberTimes, type Inferred } from './infer.js';

/** An open file whose columns are looked at as texts. */
export interface Look {
  readonly engine: Engine;
  readonly relation: Sql;
  readonly source: Source;
  /** All columns, as texts. */
  readonly contract: TableContract;
  readonly options: ReadingOptions;
}

const TEXT: Inferred = { rule: { type: 'text?' }, reading: 'asIs' };

/**
 * What each column is, in the order of the file.
 *
 * @param isText whether a column is known to be text.
 * @throws OptionsError if numbers are ambiguous and nothing in the file resolves it.
 */
export async function inferColumns(
  look: Look,
  timeZone: string,
  isText: (column: string) => boolean,
): Promise<readonly (readonly [string, Inferred])[]> {
  const { engine, relation, contract, options } = look;
  const columns = Object.entries<ColumnContract>(contract.columns);
  const first = await factsOf(engine, relation, contract, columns, options);
  // Only for columns that are numbers in some dress is a second look at all values worth its time.
  const inDress = columns.filter(([column]) => {
    const facts = first.get(column);
    return facts !== undefined && !isText(column) && areDressed(facts);
  });
  const dressed = await dressing(engine, relation, contract, inDress, first, options);
  const known = knownFacts(first, dressed, isText);
  const marks = await marksOf(look, known, dressed);
  const tried = columns.map(([column]): readonly [string, readonly Inferred[]] => {
    const facts = known.get(column);
    if (facts === undefined) return [column, []];
    const guessed = guesses(facts, marks.get(column) ?? '.', timeZone);
    const one = dressed.get(column);
    if (one !== undefined && areNumbers(facts))
      return [column, guessed.map((guess) => dressedGuess(guess, one))];
    return [column, [...numberTimes(column, facts), ...guessed]];
  });
  const rules = tried.map(([column, guessed]) => [column, guessed.map(({ rule }) => rule)] as const);
  const fits = await fitsOf(engine, relation, contract, rules, options);
  const inferred: (readonly [string, Inferred])[] = [];
  for (const [column, guessed] of tried) {
    const facts = known.get(column);
    const one =
      facts === undefined ? TEXT : infer(facts, marks.get(column) ?? '.', guessed, fits.get(column));
    const why = one.rule.type === 'text?' ? whyNotNumbers(dressed.get(column)) : null;
    const told = await toldOfDates(look, column, one, guessed, fits.get(column));
    inferred.push([column, { ...told, ...(why !== null && { reading: why }) }]);
  }
  return inferred;
}

/** The facts of the columns that are not known to be text; those of dressed numbers without their dress. */
function knownFacts(
  first: ReadonlyMap<string, Facts>,
  dressed: ReadonlyMap<string, DressedColumn>,
  isText: (column: string) => boolean,
): ReadonlyMap<string, Facts> {
  const known = [...first].filter(([column]) => !isText(column));
  return new Map(
    known.map(([column, facts]) => {
      const one = dressed.get(column);
      return [column, one === undefined || hasSeveralCurrencies(one) ? facts : one.facts];
    }),
  );
}

/** The decimal marks of the columns of numbers. */
async function marksOf(
  { engine, relation, source, contract, options }: Look,
  known: ReadonlyMap<string, Facts>,
  dressed: ReadonlyMap<string, DressedColumn>,
): Promise<ReadonlyMap<string, DecimalMark>> {
  const names = Object.keys(contract.columns);
  const typed = await source.typedNumbers?.();
  const isTyped = (column: string) => typed?.has(names.indexOf(column)) === true;
  const numbers = [...known].filter(([, facts]) => areNumbers(facts));
  const common = commonMark(numbers.flatMap(([column, facts]) => (isTyped(column) ? [] : [facts])));
  const marks = new Map<string, DecimalMark>();
  for (const [column, facts] of numbers) {
    if (isTyped(column)) {
      marks.set(column, '.');
      continue;
    }
    const mark = options.decimal ?? markOf(facts, { common, delimiter: source.delimiter, kind: undefined });
    if (mark === null) {
      const text = writtenText(column, dressed.get(column)?.rule ?? TEXT.rule, contract);
      throw await markQuestion(engine, relation, source.path, column, text, options);
    }
    marks.set(column, mark);
  }
  return marks;
}

/** What is found of a column; if its dates are in several formats, with counts and examples of each. */
async function toldOfDates(
  { engine, relation, contract, options }: Look,
  column: string,
  found: Inferred,
  guessed: readonly Inferred[],
  fits: Fits | undefined,
): Promise<Inferred> {
  if (found.reading !== 'severalDates') return found;
  const counts = guessed.map(({ rule }, n) => ({ format: rule.dateFormat, n: fits?.each[n] ?? 0 }));
  const formats = await dateFormats(
    engine,
    relation,
    writtenText(column, TEXT.rule, contract),
    counts,
    options,
  );
  return formats.length > 1 ? { ...found, note: datesNote(column, formats) } : { ...found, reading: 'asIs' };
}
