import type { JsonObject } from '../json.js';
import type { Notebook } from '../nbformat/index.js';
import { collectClaims } from '../run/claims.js';

/** A claim as the ledger lists it. */
export interface LedgerEntry {
  /** The notebook, by its path from the project root or the output folder, with forward slashes. */
  readonly notebook: string;
  /** Id of the cell. */
  readonly cell: string;
  /** Id of the published claim that it looks at. */
  readonly id: string | null;
  readonly text: string;
  /** The values in the sentence, as the notebook gives them. */
  readonly values: JsonObject;
  readonly verdict: string;
  /** The verdict that the notebook was written with. */
  readonly expected: string | null;
  readonly ok: boolean;
  /** Which values are not the expected ones, a sentence each; left out where all are. */
  readonly missed?: readonly string[] | undefined;
}

/** The claims of a notebook in the order of its outputs. */
export function ledgerEntries(notebook: Notebook, name: string): LedgerEntry[] {
  return collectClaims(notebook).map(({ cellId, id, text, values, verdict, expected, ok, missed }) => ({
    notebook: name,
    cell: cellId,
    id: id ?? null,
    text,
    values,
    verdict,
    expected: expected ?? null,
    ok,
    ...(missed.length > 0 && { missed }),
  }));
}
