import { id, join, sql, type Sql } from 'tally';

export type NamedSum = readonly [name: string, value: Sql];

/** Sums with names of their own; a quantity that stands in several places is summed once. */
export class Sums {
  readonly #sums = new Map<string, NamedSum>();

  get all(): readonly NamedSum[] {
    return [...this.#sums.values()];
  }

  nameOf(value: Sql): string {
    const text = JSON.stringify(value.parts);
    const sum = this.#sums.get(text) ?? [`sum ${this.#sums.size}`, value];
    this.#sums.set(text, sum);
    return sum[0];
  }
}

/** The columns of sums, 0 where there is nothing to add. Whole numbers are summed exactly, in any order. */
export const columnsOf = (sums: readonly NamedSum[]): Sql =>
  join(sums.map(([name, value]) => sql`CAST(coalesce(sum(${value}), 0) AS DOUBLE) AS ${id(name)}`));
