import { MetricError, type Result, type Row, type Schema } from 'tally';

/** A row in which these columns have values. */
export type Known<S extends Schema, C extends keyof S> = Row<S> & {
  readonly [N in C]: NonNullable<Row<S>[N]>;
};

/**
 * The rows of a result on users under the contract. The contract allows no missing values, so a null in these columns
 * means that there are no users to compute it from.
 *
 * @throws MetricError for such a null, or if there are no rows: claims that need them cannot be tested.
 * @example
 * const [first] = known(await portrait.interestProfiles(users), 'interest', 'perUser');
 */
export function known<S extends Schema, const C extends keyof S & string>(
  result: Result<S>,
  ...columns: readonly C[]
): readonly Known<S, C>[] {
  const hole = columns.find((name) => result.rows.some((row) => row[name] === null));
  if (hole !== undefined || result.length === 0) {
    throw new MetricError(
      `${result.name}: there are no users to compute ${hole ?? columns.join(', ')} from.`,
    );
  }
  return result.rows as readonly Known<S, C>[];
}
