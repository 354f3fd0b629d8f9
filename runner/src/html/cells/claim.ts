import type { Claim } from '../../run/claims.js';
import type { PageContext } from '../context.js';
import { escapeHtml } from '../escape.js';

/** A claim: a sign, the verdict in words, the sentence, its published id; never colour alone. */
export function claimHtml(claim: Omit<Claim, 'cell' | 'cellId'>, { words }: PageContext): string {
  const holds = claim.verdict === 'holds';
  const verdict = words.verdicts[claim.verdict] ?? claim.verdict;
  const id = claim.id === undefined ? '' : ` <code>${escapeHtml(claim.id)}</code>`;
  const warning = claim.ok ? '' : ` <strong>${words.unexpected}</strong>`;
  const state = claim.ok ? (holds ? 'holds' : 'fails') : 'broken';
  return (
    `<p class="claim ${state}"><span aria-hidden="true">${holds ? '✓' : '✗'}</span> ` +
    `<strong>${escapeHtml(verdict)}${words.stop}</strong> ${escapeHtml(claim.text)}${id}${warning}</p>`
  );
}
