import { basename } from 'node:path';
import type { Label } from '../core/label.js';
import { list } from '../core/quantity.js';
import type { Session } from '../core/session.js';
import { openSource } from '../data/source/open.js';
import type { LoadOptions } from '../load/load.js';
import { writeMapping } from '../mapping/mapping.js';
import { proposeMapping } from '../mapping/propose.js';
import type { Proposal } from '../mapping/proposal.js';
import { lacking, missingFields, orderColumns, type OrderColumnNames, type OrderColumns } from './columns.js';

/** The columns of an orders file; with the proposal, if names alone did not tell them. */
export interface FoundColumns {
  readonly columns: OrderColumns;
  readonly proposal: Proposal | null;
}

/**
 * Finds the columns of an orders file by name, and what is left open by its contents, with a warning.
 *
 * @throws ColumnsError for a column that is not there, a needed one that is not found, or several that could be the amount.
 */
export async function findColumns(
  tally: Session,
  path: string,
  names: OrderColumnNames,
  options: LoadOptions,
): Promise<FoundColumns> {
  const expected = Object.values(names).filter((name) => typeof name === 'string');
  const source = await openSource(tally.engine, path, expected, options);
  try {
    const columns = orderColumns(source.path, source.columns, names);
    const missing = missingFields(columns, names);
    if (missing.length === 0) return { columns, proposal: null };
    const proposal = await proposeMapping(tally, path, { ...options, kind: 'orders', map: names });
    if (proposal.missing.length > 0) {
      throw lacking(source.path, source.columns, proposal.missing, proposal.unclear['amount']);
    }
    console.warn(warning(source.path, proposal)[tally.locale]);
    return { columns: orderColumns(source.path, source.columns, proposal.map), proposal };
  } finally {
    source.dispose();
  }
}

/** Which columns were taken, to be checked by a person. */
function warning(path: string, { fields, guessed, map }: Proposal): Label {
  const told = fields.where(({ field, column }) => guessed.includes(field) || column === null);
  const parts = told.rows.map(({ field, column, why }) => {
    const text = `${field}: ${column === null ? why : `${column} (${why})`}`;
    return { raw: text, en: text, zh: text };
  });
  const { en, zh } = list(parts);
  const name = basename(path);
  return {
    en: `${name}: columns found by their contents. ${en}. Check them, or say: ${writeMapping(map)}`,
    zh: `${name}：部分列据内容推断。${zh}。请核对，或直接指定：${writeMapping(map)}`,
  };
}
