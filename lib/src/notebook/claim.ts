import type { Claim } from '../claims/claim.js';
import type { Locale } from '../label.js';
import { DISPLAY, escapeHtml, escapeMarkdown, type Displayable } from './display.js';

/** MIME type of a claim; the runner reads its verdict. */
export const CLAIM_MIME = 'application/vnd.claim.v1+json';

const MARKS = {
  holds: { mark: '✓', en: 'Holds', zh: '成立' },
  fails: { mark: '✗', en: 'Does not hold', zh: '不成立' },
} as const;

const STOP = { en: '.', zh: '。' } as const;

const UNEXPECTED = {
  en: 'The notebook was written with the other verdict.',
  zh: '此结论与撰写本文时相反。',
} as const;

/**
 * A claim as a notebook shows it: its verdict, the sentence with its numbers, the published claim's id, and
 * which values are not the expected ones.
 */
export function claimView(claim: Claim, { locale = 'en' }: { readonly locale?: Locale } = {}): Displayable {
  const { mark, [locale]: verdict } = MARKS[claim.verdict];
  const sentence = claim.text[locale];
  const source = claim.id === null ? '' : ` (${claim.id})`;
  const missed = claim.missed?.map((each) => each[locale]) ?? [];
  const reasons = missed.map((each) => ` ${each}${STOP[locale]}`).join('');
  const warning = claim.ok ? '' : ` ${UNEXPECTED[locale]}`;
  return {
    [DISPLAY]: () => ({
      data: {
        [CLAIM_MIME]: { ...claim, text: sentence, ...(missed.length > 0 && { missed }) },
        'text/html': `<p>${mark} <b>${verdict}${STOP[locale]}</b> ${escapeHtml(sentence)}<small>${escapeHtml(source)}</small>${escapeHtml(reasons)}${warning}</p>`,
        'text/markdown': `${mark} **${verdict}${STOP[locale]}** ${escapeMarkdown(sentence)}${source === '' ? '' : ` (\`${claim.id ?? ''}\`)`}${escapeMarkdown(reasons)}${warning}`,
        'text/plain': `${mark} ${verdict}${STOP[locale]} ${sentence}${source}${reasons}${warning}`,
      },
    }),
  };
}
