import { isUndecided, type Claim } from '../../run/claims.js';
import type { PageContext } from '../context.js';
import { escapeHtml } from '../escape.js';

/** Signs of yes-or-no verdicts; other verdicts have no familiar sign. */
const SIGNS: Readonly<Record<string, string>> = {
  holds: '✓',
  confirmed: '✓',
  fails: '✗',
  contradicted: '✗',
};

/**
 * A finding, or a published claim labeled as such: a sign, the verdict in words, the sentence, its id; never
 * color alone.
 */
export function claimHtml(claim: Omit<Claim, 'cell' | 'cellId'>, { words }: PageContext): string {
  const { kind, ok, text } = claim;
  const undecided = isUndecided(claim);
  const sign = SIGNS[claim.verdict] ?? (undecided ? '–' : ok ? '•' : '✗');
  const verdict = words.verdicts[claim.verdict] ?? claim.verdict;
  const id = claim.id === undefined ? '' : ` <code>${escapeHtml(claim.id)}</code>`;
  const label = kind === 'published' ? `<span class="label">${words.publishedClaim}${id}</span> ` : '';
  const fine = ok || undecided;
  const warning = fine ? '' : `${words.space}<strong>${words.unexpected}</strong>`;
  const state = fine ? (sign === '✓' ? 'holds' : sign === '✗' ? 'fails' : 'open') : 'broken';
  return (
    `<p class="claim ${kind} ${state}">${label}<span aria-hidden="true">${sign}</span> ` +
    `<strong>${escapeHtml(verdict)}${words.stop}</strong>${words.space}${escapeHtml(text)}` +
    `${kind === 'published' ? '' : id}${warning}</p>`
  );
}
