import { z } from 'zod';
import { jsonObject } from '../nbformat/schema.js';
import { isRich, type Notebook, type RichOutput } from '../nbformat/index.js';

/** The MIME type by which a notebook publishes a statement together with whether it holds on the data. */
export const CLAIM_MIME = 'application/vnd.claim.v1+json';

/** Text that may be left out or null. */
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);

/** The content of a claim output; more fields than these are kept in the notebook and ignored here. */
const claimContent = z.object({
  id: optionalText,
  text: z.string(),
  verdict: z.string(),
  expected: optionalText,
  ok: z.boolean(),
  /** The values in the sentence. */
  values: jsonObject.default({}).catch({}),
  /** Which values are not the expected ones, a sentence each. */
  missed: z.array(z.string()).default([]),
});

/** A claim and the number and id of the cell that made it. */
export interface Claim extends z.output<typeof claimContent> {
  readonly cell: number;
  readonly cellId: string;
}

/**
 * The claim in an output, or undefined when it holds none. One that cannot be read counts as broken: a check
 * that passes because it was not understood would be none.
 */
export function claimOf(output: RichOutput): z.output<typeof claimContent> | undefined {
  const content = output.data[CLAIM_MIME];
  if (content === undefined) return undefined;
  const { data, error } = claimContent.safeParse(content);
  if (data !== undefined) return data;
  const reason = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return {
    id: undefined,
    text: `unreadable claim (${reason})`,
    verdict: 'unreadable',
    expected: undefined,
    ok: false,
    values: {},
    missed: [],
  };
}

/** All claims of an executed notebook, in the order of its outputs. */
export function collectClaims(notebook: Notebook): Claim[] {
  return notebook.cells.flatMap((cell, index) => {
    if (cell.cell_type !== 'code') return [];
    return cell.outputs.filter(isRich).flatMap((output) => {
      const claim = claimOf(output);
      return claim === undefined ? [] : [{ ...claim, cell: index + 1, cellId: cell.id }];
    });
  });
}

/** `cell 4 (findings): Gini is 0.31 (verdict: fails, expected: holds; gini is 0.31, not 0.3 ± 0.005)` */
export function describeClaim(claim: Claim): string {
  return `cell ${claim.cell} (${claim.cellId}): ${claim.text} (${describeVerdict(claim)})`;
}

/** `verdict: fails, expected: holds` and the values that were missed. */
export function describeVerdict({
  verdict,
  expected,
  missed,
}: Pick<Claim, 'verdict' | 'expected' | 'missed'>): string {
  const wanted = expected === undefined ? '' : `, expected: ${expected}`;
  return [`verdict: ${verdict}${wanted}`, ...missed].join('; ');
}
