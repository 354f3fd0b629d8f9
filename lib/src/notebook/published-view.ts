import { computedText } from '../claims/published/markdown.js';
import type { Judgment } from '../claims/published/judge.js';
import { VERDICT_WORDS, type PublishedVerdict } from '../claims/published/verdicts.js';
import type { Label, Locale } from '../core/label.js';
import { CLAIM_MIME } from './finding.js';
import { DISPLAY, escapeHtml, escapeMarkdown, type Displayable } from './display.js';

/** What a claim was judged on. */
export interface JudgedData {
  /** Name of the file, without its folder. */
  readonly name: string;
  /** Whether it is the synthetic sample rather than a real file. */
  readonly sample: boolean;
}

/** A published claim, judged on some data. */
export interface JudgedClaim extends Judgment {
  readonly id: string;
  /** What the document says. */
  readonly published: Label;
  readonly data: JudgedData;
  /** Computed values, definition and note in Chinese; without it, a Chinese view has only the values. */
  readonly chinese?: { readonly computed: string; readonly definition: string; readonly note: string };
}

export interface PublishedViewOptions {
  readonly locale?: Locale;
  /** The verdict that the notebook expects; any other fails the check. Without it, any verdict is accepted. */
  readonly expected?: PublishedVerdict | undefined;
}

const FRAMES = {
  en: {
    title: 'Published claim',
    colon: ': ',
    said: 'The document says: ',
    computed: 'Computed: ',
    sample: ({ name }: JudgedData) => `on the sample data, ${name}`,
    real: ({ name }: JudgedData) => `on ${name}`,
    unexpected: (word: string) => `The notebook expects a different verdict: ${word}.`,
  },
  zh: {
    title: '已发布的结论',
    colon: '：',
    said: '文中称：',
    computed: '计算结果：',
    sample: ({ name }: JudgedData) => `样本数据${name}`,
    real: ({ name }: JudgedData) => `数据${name}`,
    unexpected: (word: string) => `撰写本文时的判定为：${word}。`,
  },
} as const;

/**
 * A published claim as shown in a notebook: the verdict in the register's words, the data used, what the document says,
 * and what was computed. It has no tick: ticks mark the notebook's own findings.
 *
 * @example
 * await show(publishedView(await study.claim('D-4.3.2-C7'), { locale: 'en' }));
 */
export function publishedView(claim: JudgedClaim, options: PublishedViewOptions = {}): Displayable {
  const { locale = 'en', expected } = options;
  const { id, published, verdict, computed, definition, note, data } = claim;
  const frame = FRAMES[locale];
  const word = VERDICT_WORDS[verdict].name[locale];
  const where = data.sample ? frame.sample(data) : frame.real(data);
  const ok = expected === undefined || expected === verdict;
  const told = locale === 'en' ? { computed: computedText(computed), definition, note } : claim.chinese;
  const values = told?.computed ?? computedText(computed);
  const remarks = [told?.definition ?? '', told?.note ?? ''].filter((text) => text !== '');
  const lines = [
    `${frame.said}${published[locale]}`,
    ...(values === '' ? [] : [`${frame.computed}${values}`]),
    ...remarks,
    ...(ok ? [] : [frame.unexpected(VERDICT_WORDS[expected].name[locale])]),
  ];
  const [open, close] = locale === 'en' ? [' (', ')'] : ['（', '）'];
  return {
    [DISPLAY]: () => ({
      data: {
        [CLAIM_MIME]: {
          kind: 'published',
          id,
          text: published[locale],
          verdict,
          expected: expected ?? null,
          ok,
          values: computed,
          data: { ...data },
        },
        'text/html': [
          '<blockquote>',
          `<p>${frame.title} <code>${escapeHtml(id)}</code>${frame.colon}<b>${escapeHtml(word)}</b>${open}${escapeHtml(where)}${close}</p>`,
          ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
          '</blockquote>',
        ].join('\n'),
        'text/markdown': [
          `> ${frame.title} \`${id}\`${frame.colon}**${word}**${open}${escapeMarkdown(where)}${close}`,
          ...lines.map((line) => `> ${escapeMarkdown(line)}`),
        ].join('\n>\n'),
        'text/plain': [`${frame.title} ${id}${frame.colon}${word}${open}${where}${close}`, ...lines].join(
          '\n',
        ),
      },
    }),
  };
}
