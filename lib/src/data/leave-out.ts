import { OptionsError } from '../errors.js';
import { knownCategories, type ColumnContract, type ColumnContracts } from './column-contract.js';
import type { TableContract } from './contract.js';

/** A column's contract without some of its properties. */
const lacking = (rule: ColumnContract, ...names: readonly ('min' | 'max' | 'values' | 'pattern')[]) =>
  Object.fromEntries(
    Object.entries(rule).filter(([name]) => !(names as readonly string[]).includes(name)),
  ) as unknown as ColumnContract;

/** A column's contract without a rule of each kind. The names of values stay, but other values are allowed too. */
const WITHOUT = {
  range: (rule: ColumnContract) => lacking(rule, 'min', 'max'),
  values: (rule: ColumnContract) => {
    const categories = knownCategories(rule);
    return { ...lacking(rule, 'values'), ...(categories !== undefined && { categories }) };
  },
  pattern: (rule: ColumnContract) => lacking(rule, 'pattern'),
} as const;

/**
 * A contract without some of its rules, each given by its key in `rules` of a loaded file: `age range`,
 * `average_order_value derived`, `user_id unique`. Rules that a value is present and fits its type cannot be left out,
 * since the table could not hold the value.
 *
 * @throws OptionsError for an unknown rule key; the message lists the valid ones.
 */
export function withoutRules<C extends ColumnContracts>(
  contract: TableContract<C>,
  rules: readonly string[],
): TableContract<C> {
  const known = rulesToLeaveOut(contract);
  const unknown = rules.find((rule) => !known.includes(rule));
  if (unknown !== undefined) {
    const list = known.length === 0 ? 'none' : known.map((rule) => `"${rule}"`).join(', ');
    throw new OptionsError(
      `Table ${contract.name}: there is no rule "${unknown}" that can be left out. These can be: ${list}.`,
    );
  }
  const columns = Object.entries<ColumnContract>(contract.columns).map(([name, column]) => {
    const kinds = KINDS.filter((kind) => rules.includes(`${name} ${kind}`));
    return [name, kinds.reduce((rule, kind) => WITHOUT[kind](rule), column)] as const;
  });
  return {
    ...contract,
    columns: Object.fromEntries(columns) as unknown as C,
    derived: contract.derived.filter(({ column }) => !rules.includes(`${column} derived`)),
    key: rules.includes(uniqueKey(contract)) ? [] : contract.key,
  };
}

const KINDS = Object.keys(WITHOUT) as (keyof typeof WITHOUT)[];

const uniqueKey = ({ key }: TableContract): string => `${key.join(', ')} unique`;

/** The keys of the rules that can be left out of a contract. */
export function rulesToLeaveOut(contract: TableContract): readonly string[] {
  const ofColumns = Object.entries<ColumnContract>(contract.columns).flatMap(([name, rule]) => [
    ...(rule.min === undefined && rule.max === undefined ? [] : [`${name} range`]),
    ...(rule.values === undefined ? [] : [`${name} values`]),
    ...(rule.pattern === undefined ? [] : [`${name} pattern`]),
  ]);
  const derived = new Set(contract.derived.map(({ column }) => `${column} derived`));
  return [...ofColumns, ...derived, ...(contract.key.length === 0 ? [] : [uniqueKey(contract)])];
}
