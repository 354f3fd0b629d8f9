import type { Label } from '../../core/label.js';
import type { Engine, QueryOptions } from '../../engine/engine.js';
import { raw, sql, type Sql } from '../../engine/sql.js';
import { OptionsError } from '../../errors.js';
import { commonCurrencies } from '../../values/currency.js';
import { isDressed, signOf } from '../../values/dressed.js';
import type { ColumnContract, TableContract } from '../contract.js';
import { factsOf, writtenText, type Facts } from './facts.js';
import type { Reading } from './reading.js';

type Named = readonly [name: string, rule: ColumnContract];

/** A currency sign of a column, how many values have it, and one of them. */
interface Sign {
  readonly sign: string;
  readonly n: number;
  readonly example: string;
}

/** A column whose numbers have something around them. */
export interface DressedColumn {
  /** Its rule, in which that is said. */
  readonly rule: ColumnContract;
  /** How its numbers are written without it. */
  readonly facts: Facts;
  readonly before: Facts;
  readonly signs: readonly Sign[];
  /** The currencies that its signs may stand for; none without a sign, or where they stand for several. */
  readonly currencies: readonly string[];
}

/** Looks at the numbers of columns a second time, without what stands around them. */
export async function dressing(
  engine: Engine,
  relation: Sql,
  contract: TableContract,
  columns: readonly Named[],
  facts: ReadonlyMap<string, Facts>,
  options: QueryOptions,
): Promise<ReadonlyMap<string, DressedColumn>> {
  const ruled = columns.map(([name, rule]): Named => {
    const { percents = 0, values = 0 } = facts.get(name) ?? {};
    return [name, { ...rule, dress: rule.dress ?? { percent: 2 * percents > values } }];
  });
  const bare = await factsOf(engine, relation, contract, ruled, options);
  const found = new Map<string, DressedColumn>();
  for (const [name, rule] of ruled) {
    const [before, after] = [facts.get(name), bare.get(name)];
    if (before === undefined || after === undefined) continue;
    const text = writtenText(
      name,
      { type: 'text?', ...(rule.strip !== undefined && { strip: rule.strip }) },
      contract,
    );
    const signs = before.signed === 0 ? [] : await signsIn(engine, relation, text, options);
    const currencies = commonCurrencies(signs.map(({ sign }) => sign));
    found.set(name, { rule, facts: after, before, signs, currencies });
  }
  return found;
}

function signsIn(engine: Engine, relation: Sql, text: Sql, options: QueryOptions): Promise<readonly Sign[]> {
  const value = raw('"text"');
  return engine.all(
    sql`WITH source AS (${relation}), texts AS (SELECT ${text} AS ${value} FROM source WHERE malformed IS NULL),
    signs AS (SELECT ${value}, ${signOf(value)} AS sign FROM texts WHERE ${isDressed(value)})
    SELECT sign, count(*) AS n, min(${value}) AS example FROM signs WHERE sign <> '' GROUP BY sign ORDER BY n DESC, sign`,
    { sign: 'text', n: 'integer', example: 'text' },
    options,
  );
}

/** Whether amounts of a column are in several currencies. */
export const hasSeveralCurrencies = ({ signs, currencies }: DressedColumn): boolean =>
  signs.length > 0 && currencies.length === 0;

/** The rule of a column with what its signs say of the numbers: that they are shares, or their currency. */
export function saidBy({ rule, signs, currencies }: DressedColumn): ColumnContract {
  const isFree = rule.format === undefined && rule.role === undefined;
  if (rule.dress?.percent === true) {
    return { ...rule, ...(isFree && { format: 'percent' }), scale: rule.scale ?? PERCENT_SCALE };
  }
  const [only, second] = currencies;
  const currency = second === undefined ? only : signs[0]?.sign;
  if (currency === undefined || !isFree || rule.unit !== undefined) return rule;
  const unit: Label = { en: currency, zh: currency };
  return { ...rule, unit };
}

/** Of shares: two decimals of percent. */
const PERCENT_SCALE = 4;

/** How such numbers are written, in a word. */
export function readingOfDress({ before, rule }: DressedColumn, comma: boolean): Reading {
  if (rule.dress?.percent === true) return comma ? 'percentComma' : 'percents';
  if (before.signed > 0) return comma ? 'currencyComma' : 'currencySigns';
  return before.chinese > 0 ? 'chineseNumbers' : 'signedDigits';
}

/** The error for a column of percentages where amounts of money are expected: 10% off is not 0.10 off. */
export function sharesOfMoney(path: string, column: string, { before }: DressedColumn): OptionsError {
  return new OptionsError(
    `${path}: column "${column}" has percentages (${before.percents} of ${before.values} values), where amounts of ` +
      'money are expected. Compute the amounts before loading, or leave the column out.',
  );
}

/** The error for a column of numbers in several currencies. */
export function severalCurrencies(path: string, column: string, { signs }: DressedColumn): OptionsError {
  const list = signs.map(({ sign, n, example }) => `${sign} (${n}, such as ${example})`).join(', ');
  return new OptionsError(
    `${path}: column "${column}" has amounts in ${list}: different currencies are not added up. ` +
      'Convert them to one before loading, or put the currency into a column of its own.',
  );
}
