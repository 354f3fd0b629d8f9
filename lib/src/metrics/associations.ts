import type { Engine } from '../engine/engine.js';
import type { Table } from '../engine/table.js';
import type { Association } from '../stats/contingency.js';
import { corrected } from '../stats/multiple.js';
import { crossTab, type CrossTab } from './crossTab.js';

/** Whether two attributes go together, as one of a family of such questions. */
export interface AttributeAssociation {
  readonly row: string;
  readonly column: string;
  readonly tab: CrossTab;
  /** Null where it is not defined: all users have the same value of one of the two. */
  readonly association: Association | null;
  readonly p: number | null;
  /** The p corrected over the family, after Benjamini and Hochberg. */
  readonly q: number | null;
}

/**
 * Tests one attribute against several others by chi-square, as one family: asked five questions, data without any
 * pattern answers at least one of them "yes" more than every fifth time at p < 0.05; the q of each test allows for it.
 *
 * @param attribute the column that all others are set against, such as `location`.
 * @param others the columns of the family, in the order wanted.
 * @example
 * const [gender, interest] = await associations(engine, users.table, 'location', ['gender', 'interests']);
 * console.log(gender?.association?.cramersV, gender?.q);
 */
export async function associations(
  engine: Engine,
  table: Table,
  attribute: string,
  others: readonly string[],
): Promise<AttributeAssociation[]> {
  const tests: Omit<AttributeAssociation, 'q'>[] = [];
  for (const column of others) {
    const tab = await crossTab(engine, table, attribute, column);
    const { association } = tab;
    tests.push({ row: attribute, column, tab, association, p: association?.p ?? null });
  }
  return corrected(tests);
}
