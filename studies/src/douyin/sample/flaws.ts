/** One row of the raw file, its index columns left out: values as the file writes them. */
export type RawUser = readonly string[];

export interface FlawedRow {
  readonly row: RawUser;
  /** Where in the file it stands, as a share of the rows before it. */
  readonly after: number;
}

/** Positions of the raw file's columns, its index columns left out. */
const COLUMN = { id: 0, age: 1, location: 3, income: 4, lastLogin: 6, purchases: 7, orderValue: 8 } as const;

/** How many of the odd rows the loader accepts. */
export const SOUND_FLAWS = 2;

/**
 * Rows as they go wrong in real exports, made from good ones. The loader has to set aside all of them but two:
 * the thousands separator is read, and the same person under a second id is only reported.
 */
export function flawedRows(rows: readonly RawUser[]): readonly FlawedRow[] {
  const good = (share: number): RawUser => rows[Math.floor(share * rows.length)] ?? [];
  const changed = (share: number, column: keyof typeof COLUMN, value: string): RawUser =>
    good(share).with(COLUMN[column], value);
  const id = (n: number) => `#${rows.length + n}`;
  return [
    { after: 0.02, row: changed(0.01, 'id', id(1)).with(COLUMN.income, '') },
    { after: 0.11, row: changed(0.1, 'id', id(2)).with(COLUMN.age, 'N/A') },
    { after: 0.19, row: good(0.15) },
    { after: 0.28, row: changed(0.25, 'id', id(3)).with(COLUMN.age, 'forty') },
    { after: 0.36, row: changed(0.3, 'id', good(0.05)[COLUMN.id] ?? '') },
    { after: 0.44, row: changed(0.4, 'id', id(4)).with(COLUMN.age, '240') },
    { after: 0.52, row: changed(0.5, 'id', id(5)).with(COLUMN.location, 'Overseas') },
    { after: 0.6, row: changed(0.55, 'id', id(6)).with(COLUMN.orderValue, '9999.99') },
    { after: 0.68, row: [...changed(0.65, 'id', id(7)), 'new column'] },
    { after: 0.75, row: changed(0.7, 'id', id(8)).with(COLUMN.location, '"Urban') },
    { after: 0.83, row: changed(0.8, 'id', id(9)).with(COLUMN.lastLogin, '-3') },
    { after: 0.91, row: changed(0.9, 'id', id(10)).with(COLUMN.purchases, '0') },
    { after: 0.94, row: changed(0.2, 'id', id(11)).with(COLUMN.income, '"48,250"') },
    { after: 0.97, row: changed(0.35, 'id', id(12)) },
  ];
}
