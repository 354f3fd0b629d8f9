import type { JsonObject } from '../json.js';
import type { Notebook } from '../nbformat/index.js';
import { collectClaims, type Claim } from '../run/claims.js';
import type { ClaimKind } from '../text/counted.js';

/** A claim as listed in the register. */
export interface RegisterEntry {
  /** The notebook, by its path from the project root or the output folder, with forward slashes. */
  readonly notebook: string;
  /** Id of the cell. */
  readonly cell: string;
  readonly kind: ClaimKind;
  /** Id of the published claim that it is or looks at. */
  readonly id: string | null;
  readonly text: string;
  /** The values in the sentence, as the notebook gives them. */
  readonly values: JsonObject;
  readonly verdict: string;
  /** The verdict that the notebook was written with. */
  readonly expected: string | null;
  readonly ok: boolean;
  /** How often it holds on other samples or by other measures, in words; left out where nobody asked. */
  readonly robustness?: string | undefined;
  /** Which values are not the expected ones, a sentence each; left out where all are. */
  readonly missed?: readonly string[] | undefined;
}

/** The claims of a notebook in the order of its outputs. */
export function registerEntries(notebook: Notebook, name: string): RegisterEntry[] {
  return collectClaims(notebook).map((claim) => entryOf(claim, name));
}

function entryOf(claim: Claim, name: string): RegisterEntry {
  const { cellId, kind, id, text, values, verdict, expected, ok, robustness, missed } = claim;
  return {
    notebook: name,
    cell: cellId,
    kind,
    id: id ?? null,
    text,
    values,
    verdict,
    expected: expected ?? null,
    ok,
    ...(robustness !== undefined && { robustness }),
    ...(missed.length > 0 && { missed }),
  };
}
