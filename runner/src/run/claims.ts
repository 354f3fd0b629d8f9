import { z } from 'zod';
import { plainNumbers } from '../json.js';
import { jsonObject } from '../nbformat/schema.js';
import type { ClaimKind, ClaimLine } from '../text/counted.js';
import { isRich, type Notebook, type RichOutput } from '../nbformat/index.js';

/** The MIME type by which a notebook publishes a statement together with whether it holds on the data. */
export const CLAIM_MIME = 'application/vnd.claim.v1+json';

/** The MIME type of how often a finding before it holds on other samples or by other measures. */
export const ROBUSTNESS_MIME = 'application/vnd.claim-robustness.v1+json';

const robustnessContent = z.object({ finding: z.string(), text: z.string() });

/** Text that may be left out or null. */
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);

/** The content of a claim output; more fields than these are kept in the notebook and ignored here. */
const claimContent = z.object({
  /** Whose sentence it is; outputs of before there were two kinds are findings. */
  kind: z
    .enum(['finding', 'published'])
    .nullish()
    .transform((kind): ClaimKind => kind ?? 'finding'),
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
  /** How often it holds on other samples or by other measures, in words; undefined where nobody asked. */
  readonly robustness?: string | undefined;
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
  const { data, error } = claimContent.safeParse(plainNumbers(content));
  if (data !== undefined) return data;
  const reason = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return {
    kind: 'finding',
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
  const claims: Claim[] = [];
  for (const [index, cell] of notebook.cells.entries()) {
    if (cell.cell_type !== 'code') continue;
    for (const output of cell.outputs.filter(isRich)) {
      const claim = claimOf(output);
      if (claim !== undefined) claims.push({ ...claim, cell: index + 1, cellId: cell.id });
      const robustness = robustnessOf(output);
      const asked = claims.findLastIndex(
        ({ kind, text }) => kind === 'finding' && text === robustness?.finding,
      );
      const known = claims[asked];
      if (known !== undefined) claims[asked] = { ...known, robustness: robustness?.text };
    }
  }
  return claims;
}

function robustnessOf({ data }: RichOutput): z.output<typeof robustnessContent> | undefined {
  const content = data[ROBUSTNESS_MIME];
  return content === undefined ? undefined : robustnessContent.safeParse(plainNumbers(content)).data;
}

/** Whether the data cannot decide the claim: not what was expected either, but no contradiction of it. */
export function isUndecided({ verdict, ok }: Pick<Claim, 'verdict' | 'ok'>): boolean {
  return verdict === 'undefined' && !ok;
}

/** `cell 4 (findings): Gini is 0.31 (verdict: fails, expected: holds; gini is 0.31, not 0.3 ± 0.005)` */
export function describeClaim(claim: Claim): string {
  const { kind, id } = claim;
  const published = kind === 'published' ? `, published claim${id === undefined ? '' : ` ${id}`}` : '';
  return `cell ${claim.cell} (${claim.cellId})${published}: ${claim.text} (${describeVerdict(claim)})`;
}

/** A claim that is not as expected, for a list of such. */
export function claimLine(claim: Claim): ClaimLine {
  return { kind: claim.kind, text: describeClaim(claim), undecided: isUndecided(claim) };
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
