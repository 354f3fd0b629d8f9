import { OptionsError } from '../../errors.js';
import { described, type Table } from '../../core/table.js';

export interface TreeRuleOptions<C extends string = string> {
  /** Numeric columns that rules may use. */
  readonly features: readonly C[];
  /** The most conditions of a rule. Default: 3. */
  readonly depth?: number;
  /** The fewest rows of a rule. Default: a twentieth of the rows, but at least 5. */
  readonly leaf?: number;
  /** Folds of the cross-validation. Default: 10. */
  readonly folds?: number;
  /** Whose row each is, such as a customer with several: all rows of one are in the same fold. */
  readonly owner?: C;
  /** Cross-validation uses a seeded sample of this many rows if there are more. Default: 100,000. */
  readonly sample?: number;
  /** Default: the session's. */
  readonly seed?: number;
}

/** The column of owners, if there is one. */
export const ownerOf = ({ owner }: TreeRuleOptions) => (owner === undefined ? {} : { owner });

/** @throws OptionsError for no features, the target among them, or a target that is no column. */
export function requireFeatures(table: Table, target: string, features: readonly string[]): void {
  described(table, target);
  if (features.length === 0)
    throw new OptionsError(`${table.name}: name at least one feature for the rules.`);
  if (features.includes(target)) {
    throw new OptionsError(
      `${table.name}: "${target}" is what the rules are for; leave it out of the features.`,
    );
  }
}
