/** A change of SQL that no test can notice, since no number differs by it. */
export interface Equivalent {
  readonly file: string;
  /** The line of the source as it is, without the space around it. */
  readonly line: string;
  readonly change: string;
  /** The line with the change, where others on the line read the same. */
  readonly after?: string;
  readonly why: string;
}

const SORTED_AFTERWARDS = 'The rows are put in order, or looked up by name, after the query.';

/** Directions of an ORDER BY that only makes the rows of a query come in the same order each time. */
export const sortedAfterwards = (file: string, line: string, ...changes: readonly string[]): Equivalent[] =>
  changes.map((change) => ({ file, line, change, why: SORTED_AFTERWARDS }));

/** Items of an ORDER BY, the other way round. */
export const downwards = (...items: readonly number[]) =>
  items.map((item) => `item ${item} of ORDER BY -> DESC`);
