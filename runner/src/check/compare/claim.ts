import type { RichOutput } from '../../nbformat/index.js';
import { CLAIM_MIME, claimOf } from '../../run/claims.js';
import { isJsonObject, withoutKeys, type JsonValue } from '../../json.js';
import type { Difference, DifferingItem } from '../difference.js';
import { EXACT, type CompareRules } from '../rules.js';
import { compareJson } from './json.js';

/** What makes a claim that claim, and whether it stands: compared exactly, whatever else is loosened. */
const VERDICT_KEYS = ['id', 'kind', 'verdict', 'ok', 'expected'];

/** How the claims of two outputs differ: its verdict exactly, its sentence and the rest under the rules. */
export function compareClaims(
  expected: RichOutput,
  actual: RichOutput,
  rules: CompareRules,
): Difference | undefined {
  const [before, after] = [expected.data[CLAIM_MIME], actual.data[CLAIM_MIME]];
  if (before === undefined || after === undefined) return undefined;
  const verdict = compareVerdicts(expected, actual);
  if (verdict !== undefined) return verdict;
  const items = compareJson(before, after, rules);
  return items.length === 0 ? undefined : claimDifference(actual, 'differs', items);
}

/** How the verdicts of two outputs differ, nothing else looked at. */
export function compareVerdicts(expected: RichOutput, actual: RichOutput): Difference | undefined {
  const items = compareJson(verdictPart(expected), verdictPart(actual), EXACT);
  if (items.length === 0) return undefined;
  const [before, after] = [claimOf(expected), claimOf(actual)];
  const turned =
    before?.verdict === after?.verdict
      ? 'differs'
      : `turned from ${before?.verdict ?? 'none'} to ${after?.verdict ?? 'none'}`;
  const sentence = differingText('text', before?.text, after?.text);
  const missed = differingText('missed', missedBy(before), missedBy(after));
  return claimDifference(actual, turned, [...items, ...sentence, ...missed]);
}

function differingText(path: string, before: string | undefined, after: string | undefined): DifferingItem[] {
  if (before === after) return [];
  return [
    {
      path,
      ...(before !== undefined && { expected: before }),
      ...(after !== undefined && { actual: after }),
    },
  ];
}

/** Which values are not the expected ones; undefined where all are. */
function missedBy(claim: ReturnType<typeof claimOf>): string | undefined {
  return claim === undefined || claim.missed.length === 0 ? undefined : claim.missed.join('; ');
}

function verdictPart({ data }: RichOutput): JsonValue {
  const claim = data[CLAIM_MIME] ?? null;
  if (!isJsonObject(claim)) return claim;
  return withoutKeys(claim, ...Object.keys(claim).filter((key) => !VERDICT_KEYS.includes(key)));
}

function claimDifference(output: RichOutput, what: string, items: readonly DifferingItem[]): Difference {
  return { kind: 'claim', path: CLAIM_MIME, message: `${claimName(output)} ${what}`, items };
}

/** `finding ("Gini is 0.31")`, `published claim D-4.2.1 ("…")` */
export function claimName(output: RichOutput): string {
  const claim = claimOf(output);
  if (claim === undefined) return 'finding';
  const text = claim.text.length > 80 ? `${claim.text.slice(0, 80)}…` : claim.text;
  const kind = claim.kind === 'published' ? 'published claim' : 'finding';
  return `${kind}${claim.id === undefined ? '' : ` ${claim.id}`} (${JSON.stringify(text)})`;
}
